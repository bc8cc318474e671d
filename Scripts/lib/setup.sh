# Sourced by the scripts beside this folder: moves to the top of the project, reports steps with
# their time, and installs the system packages that are missing.

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
cd "$ROOT"

# The oldest compiler that Package.swift accepts.
oldest_swift=6.2

stop() {
  printf '%s: %s\n' "$(basename "$0")" "$1" >&2
  exit 69
}

# step NAME COMMAND...: runs the command, prints how long it took; its status is the command's.
step() {
  local name="$1" begin=$SECONDS status=0
  shift
  printf '==> %s\n' "$name"
  "$@" || status=$?
  if [ "$status" -eq 0 ]; then
    printf '    %s: ok, %d s\n' "$name" $((SECONDS - begin))
  else
    printf '    %s: FAILED (status %d), %d s\n' "$name" "$status" $((SECONDS - begin)) >&2
  fi
  return "$status"
}

# The toolchain's C compiler; it may lie beside a `swift` that is only linked to.
c_compiler() {
  local beside
  beside="$(dirname "$(readlink -f "$(command -v swift)")")/clang"
  command -v clang || command -v "$beside" || printf 'cc\n'
}

# True when the C compiler finds this header.
has_header() {
  printf '#include <%s>\n' "$1" | "$(c_compiler)" -x c -fsyntax-only - >/dev/null 2>&1
}

# True when the compiler can make a program: it needs the system's C++ library and start files.
can_link() {
  printf 'int main(void) { return 0; }\n' | "$(c_compiler)" -x c - -lstdc++ -o /dev/null \
    >/dev/null 2>&1
}

# The names of the packages that are really missing, one per line.
missing_packages() {
  swift build --version >/dev/null 2>&1 || printf '%s\n' libcurl4-openssl-dev libncurses-dev \
    libsqlite3-dev libxml2-dev tzdata
  can_link || printf '%s\n' binutils g++ libc6-dev
  has_header zlib.h || printf '%s\n' zlib1g-dev
  has_header openssl/evp.h || printf '%s\n' libssl-dev
  has_header xlsxwriter.h || printf '%s\n' libxlsxwriter-dev
  has_header sqlite3.h || printf '%s\n' libsqlite3-dev
  command -v pkg-config >/dev/null || printf '%s\n' pkg-config
  if ! command -v git >/dev/null; then printf '%s\n' git; fi
  if [ ! -s /etc/ssl/certs/ca-certificates.crt ] && [ ! -d /etc/pki ]; then
    printf '%s\n' ca-certificates
  fi
}

need_swift() {
  command -v swift >/dev/null || stop "no Swift toolchain on the PATH; install Swift $oldest_swift \
or newer from https://www.swift.org/install/linux and run this again."
  local version
  version="$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p' | head -n 1)"
  # A toolchain that lacks one of its own libraries says nothing yet; the packages bring it.
  [ -z "$version" ] && return 0
  printf '%s\n%s\n' "$oldest_swift" "$version" | sort -V -C || stop "Swift $version is too old; \
install Swift $oldest_swift or newer from https://www.swift.org/install/linux and run this again."
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

install_packages() {
  command -v apt-get >/dev/null || stop "missing: $*; this system has no apt-get, so install \
these (or what your system calls them) with its own package manager and run this again."
  [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null || stop "missing: $*; installing them needs \
root, so run 'apt-get install $*' as root, or install sudo, and run this again."
  printf 'Installing system packages: %s\n' "$*"
  as_root apt-get update -qq || printf 'apt-get update failed; trying with the lists at hand.\n' >&2
  enable_universe "$@"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" \
    || stop "apt-get could not install: $*; its message is above."
}

# On Ubuntu libxlsxwriter-dev is in the component universe, which may be switched off.
enable_universe() {
  case " $* " in *" libxlsxwriter-dev "*) ;; *) return 0 ;; esac
  [ -n "$(apt-cache search --names-only '^libxlsxwriter-dev$')" ] && return 0
  grep -qs '^ID=ubuntu' /etc/os-release || return 0
  printf 'Enabling the Ubuntu component universe, where libxlsxwriter-dev is.\n'
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    software-properties-common
  as_root add-apt-repository -y universe
  as_root apt-get update -qq
}

# ISA-L makes reading faster; without it (it is not on every architecture) zlib does the work.
want_isal() {
  has_header isa-l/igzip_lib.h && return 0
  command -v apt-get >/dev/null || return 0
  [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null || return 0
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    libisal-dev >/dev/null 2>&1 || printf 'libisal-dev is not to be had; zlib will be used.\n' >&2
}

# Everything a build needs; says nothing when nothing is missing.
set_up() {
  need_swift
  local missing
  mapfile -t missing < <(missing_packages)
  if [ "${#missing[@]}" -gt 0 ]; then
    install_packages "${missing[@]}"
    mapfile -t missing < <(missing_packages)
    [ "${#missing[@]}" -eq 0 ] || stop "still not usable after installing: ${missing[*]}; \
check that 'clang' of the Swift toolchain is on the PATH and works."
  fi
  need_swift
  want_isal
}
