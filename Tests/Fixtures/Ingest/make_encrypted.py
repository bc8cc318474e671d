#!/usr/bin/env python3
"""make_encrypted.py: the sheet of make_same_sheet.py behind passwords, by two programs.

Run in this folder with the Python that LibreOffice's `uno` module belongs to; `msoffcrypto-tool` must be in its
path too.  Salts are random: the files differ each time, their cells do not."""
import os, socket, subprocess, tempfile, time
import uno
from com.sun.star.beans import NamedValue, PropertyValue

SOURCE = 'same-sheet.xlsx'
SAVED = [('encrypted-libreoffice.xlsx', 'Calc MS Excel 2007 XML', 'Pass-2025'),
         ('encrypted-libreoffice.xls', 'MS Excel 97', 'Pass-2025'),
         ('encrypted-libreoffice.ods', 'calc8', 'Pass-2025')]


def properties(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def protection(filter_name, password):
    if 'XML' not in filter_name:
        return {'Password': password}
    # The filter for Open XML wants the password in a form of its own.
    data = (NamedValue('CryptoType', 'StrongEncryptionDataSpace'), NamedValue('OOXPassword', password))
    return {'EncryptionData': uno.Any('[]com.sun.star.beans.NamedValue', data)}


def url(path):
    return uno.systemPathToFileUrl(os.path.abspath(path))


def connect(port):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext('com.sun.star.bridge.UnoUrlResolver', local)
    for _ in range(120):
        try:
            return resolver.resolve(f'uno:socket,host=localhost,port={port};urp;StarOffice.ComponentContext')
        except Exception:
            time.sleep(0.5)
    raise SystemExit('soffice does not answer')


def libreoffice():
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(('localhost', 0))
        port = free.getsockname()[1]
        free.close()
        office = subprocess.Popen(
            ['soffice', f'-env:UserInstallation=file://{folder}/profile', '--headless', '--norestore',
             f'--accept=socket,host=localhost,port={port};urp;'])
        try:
            context = connect(port)
            desktop = context.ServiceManager.createInstanceWithContext('com.sun.star.frame.Desktop', context)
            for name, filter_name, password in SAVED:
                document = desktop.loadComponentFromURL(url(SOURCE), '_blank', 0, properties(Hidden=True))
                document.storeToURL(url(name), properties(FilterName=filter_name, **protection(filter_name, password)))
                document.close(True)
            desktop.terminate()
        finally:
            office.wait(timeout=60)


def main():
    libreoffice()
    subprocess.run(['msoffcrypto-tool', '-e', '-p', '均衡2025', SOURCE, 'encrypted-msoffcrypto.xlsx'], check=True)


if __name__ == '__main__':
    main()
