// SPDX-License-Identifier: Apache-2.0
// ReportStyle: how the page looks, on screens light and dark and on paper, and the script of its list.

/// The style sheet and the script, both inside the page.
enum ReportStyle {
  static let sheet = """
    :root{--ink:#1d2433;--soft:#5b6475;--paper:#fff;--line:#d5dae3;--band:#f3f5f9;--accent:#1f5fa8;
    --good:#1d7a55;--middling:#9a6200;--bad:#b3261e;--open:#667085}
    @media (prefers-color-scheme:dark){:root{--ink:#e7eaf0;--soft:#a6aebd;--paper:#14181f;
    --line:#39414f;--band:#1d232d;--accent:#7db4f0;--good:#5cc596;--middling:#e0a93b;--bad:#f2857d;
    --open:#9aa4b5}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--paper);color:var(--ink);line-height:1.6;
    font-family:"Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC",sans-serif}
    header,main,footer{max-width:72rem;margin:0 auto;padding:0 1.25rem}
    h1{font-size:1.5rem;margin:1.5rem 0 .25rem}
    h2{font-size:1.2rem;margin:2.5rem 0 .75rem;border-bottom:2px solid var(--accent);
    padding-bottom:.25rem}
    h3{font-size:1rem;margin:1.5rem 0 .5rem}
    p{margin:.5rem 0}header p,footer p,.none{color:var(--soft);font-size:.9rem}
    a{color:var(--accent)}
    a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,
    summary:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
    .skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);
    padding:.5rem}
    nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;padding:0;margin:.75rem 0}
    .facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:.75rem;margin:0}
    .facts div{background:var(--band);border-radius:.5rem;padding:.6rem .9rem}
    .facts dt{color:var(--soft);font-size:.85rem}.facts dd{margin:0;font-size:1.4rem;font-weight:600}
    .scroll{overflow-x:auto;margin:.75rem 0}
    table{border-collapse:collapse;width:100%;font-size:.9rem}
    caption{text-align:left;font-weight:600;padding:.4rem 0}
    th,td{border:1px solid var(--line);padding:.3rem .55rem;text-align:left;vertical-align:top}
    thead th{background:var(--band);white-space:nowrap}tbody th{font-weight:400;white-space:nowrap}
    .num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
    .long{min-width:18rem}
    .good{color:var(--good)}.middling{color:var(--middling)}.bad{color:var(--bad);font-weight:600}
    .open{color:var(--open)}
    figure{margin:1rem 0;break-inside:avoid}
    figcaption{font-size:.9rem;font-weight:600}
    figcaption span{display:block;font-weight:400;color:var(--soft);font-size:.85rem}
    svg{width:100%;height:auto;max-width:56rem;font-size:11px;display:block}
    svg text{fill:var(--soft)}svg text.strong{fill:var(--ink);paint-order:stroke;
    stroke:var(--paper);stroke-width:3px}
    svg text.good{fill:var(--good)}svg text.bad{fill:var(--bad);font-weight:600}
    svg text.middling{fill:var(--middling)}
    .grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(21rem,100%),1fr));
    gap:0 1.5rem}
    .axis,.mark{stroke:var(--line);fill:none}.mark{stroke:var(--ink);stroke-width:1.5}
    .floor{stroke-dasharray:4 3}
    .dot{stroke-width:5;stroke-linecap:round;fill:none;stroke-opacity:.65;stroke:currentColor}
    .line{stroke:currentColor;fill:none;stroke-width:1.4;stroke-opacity:.75}
    g.bad .line{stroke-width:2.2;stroke-opacity:1}
    .lead{stroke:var(--line);fill:none;stroke-width:.8}.bar{fill:currentColor;fill-opacity:.8}
    td.zero{color:var(--soft)}td.moved{font-weight:600}
    @media (max-width:40rem){tbody th{white-space:normal;min-width:7.5rem}
    #list td{min-width:8rem}.strip svg{font-size:19px}.filters label,.filters input,
    .filters select{width:100%;max-width:none}}
    .filters{display:flex;flex-wrap:wrap;gap:.6rem 1rem;align-items:end}
    .filters label{font-size:.85rem;color:var(--soft);display:grid;gap:.15rem}
    input,select,button{font:inherit;color:inherit;background:var(--paper);
    border:1px solid var(--line);border-radius:.35rem;padding:.3rem .5rem;max-width:22rem}
    #list td{overflow-wrap:anywhere;min-width:5rem}

    @media print{:root{--paper:#fff;--ink:#000;--soft:#444;--line:#999;--band:#eee;
    --accent:#1f5fa8;--good:#1d7a55;--middling:#7a4e00;--bad:#b3261e;--open:#555}
    nav,.filters,#more,.skip{display:none}body{font-size:10pt}h2,h3{break-after:avoid}
    header,main,footer{max-width:none;padding:0}.scroll{overflow:visible}
    .grid{grid-template-columns:1fr 1fr}
    details::details-content{content-visibility:visible;display:block;height:auto}
    th,td{padding:.15rem .3rem;font-size:8pt}thead th,tbody th{white-space:normal;
    word-break:keep-all}tbody th{min-width:5em}.long{min-width:0}
    thead{display:table-header-group}tr{break-inside:avoid}}
    """

  static let script = """
    (function(){
    var rows=JSON.parse(document.getElementById('findings-data').textContent);
    var step=25,shown=step,body=document.querySelector('#list tbody');
    var words={must_correct:'必须更正',must_explain:'需要说明',note:'提示',open:'',
    explained:'（已说明）',corrected:'（已更正）'};
    var came={new:'（新）',reopened:'（说明失效）'};
    function el(id){return document.getElementById(id)}
    function kept(){
    var q=el('q').value.trim().toLowerCase().split(/\\s+/).filter(Boolean);
    var s=el('f-severity').value,t=el('f-state').value,c=el('f-county').value,r=el('f-rule').value,
    n=el('f-change')?el('f-change').value:'';
    return rows.filter(function(x){
    if(s&&x[0]!==s||t&&x[1]!==t||c&&x[2]!==c||r&&x[3]!==r||n&&x[10]!==n)return false;
    if(!q.length)return true;
    var all=x.join(' ').toLowerCase();
    return q.every(function(w){return all.indexOf(w)>=0})})}
    function draw(){
    var list=kept(),part=list.slice(0,shown);body.textContent='';
    part.forEach(function(x){
    var tr=document.createElement('tr');
    [words[x[0]]+words[x[1]]+(came[x[10]]||''),x[4],x[5],x[6],x[7],x[8],x[9]].forEach(function(v,i){
    var cell=document.createElement(i?'td':'th');if(!i)cell.scope='row';
    if(!i)cell.className=x[1]!=='open'?'open':x[0]==='must_correct'?'bad':
    x[0]==='must_explain'?'middling':'';
    cell.textContent=v;tr.appendChild(cell)});
    body.appendChild(tr)});
    el('count').textContent='符合条件 '+list.length+' 条，显示 '+part.length+' 条';
    el('more').hidden=part.length>=list.length}
    ['q','f-severity','f-state','f-county','f-rule','f-change'].forEach(function(id){
    if(el(id))el(id).addEventListener('input',function(){shown=step;draw()})});
    document.querySelector('.filters').addEventListener('submit',function(e){e.preventDefault()});
    document.querySelector('.filters').addEventListener('reset',function(){
    setTimeout(function(){shown=step;draw()})});
    el('more').addEventListener('click',function(){var first=shown;shown+=8*step;draw();
    var row=body.rows[first];if(row){row.tabIndex=-1;row.focus()}});
    draw()})();
    """
}
