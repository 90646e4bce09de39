namespace Ayni.Quality;

/// <summary>How the page looks: no script, no font, no picture from elsewhere.</summary>
internal static class HtmlStyle
{
    public const string Sheet = """
        :root{color-scheme:light dark;--bg:#fbfbfa;--fg:#1d2330;--soft:#5b6475;--line:#dfe2e8;--card:#fff;--ref:#b4bcca;
        --now:#2563c9;--ok:#1a7f4b;--mid:#a15c00;--bad:#c0262d;--okbg:#e7f5ed;--midbg:#fdf1dd;--badbg:#fdeaea}
        @media (prefers-color-scheme:dark){:root{--bg:#14171d;--fg:#e6e9ef;--soft:#9aa4b5;--line:#2c323d;--card:#1b1f27;
        --ref:#5a6476;--now:#74a9ff;--ok:#5fd08f;--mid:#f0b45b;--bad:#ff8087;--okbg:#15291f;--midbg:#2e2413;
        --badbg:#331a1d}}
        *{box-sizing:border-box}html{scroll-behavior:smooth}
        body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.55 system-ui,sans-serif}
        main{max-width:1080px;margin:0 auto;padding:1.5rem 1.25rem 4rem}
        a{color:var(--now)}:focus-visible{outline:3px solid var(--now);outline-offset:2px;border-radius:3px}
        .skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem}
        .over{color:var(--soft);font-size:.9rem;margin:0 0 .75rem}
        .verdict{border-radius:10px;padding:1.1rem 1.4rem 1.2rem;border-left:8px solid}
        .verdict h1{margin:0 0 .4rem;font-size:1.55rem;line-height:1.25}.verdict p{margin:0}
        .none{border-color:var(--ok);background:var(--okbg)}.moderate{border-color:var(--mid);background:var(--midbg)}
        .major{border-color:var(--bad);background:var(--badbg)}.few{border-color:var(--ref);background:var(--card)}
        h2{font-size:1.2rem;margin:2.4rem 0 .6rem}h3{font-size:1rem;margin:1.2rem 0 .3rem}
        .findings{list-style:none;padding:0;margin:0;display:grid;gap:.7rem}
        .findings li{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.7rem 1rem}
        .findings p{margin:.15rem 0}.findings .what{font-weight:600}
        .soft,.hint{color:var(--soft)}.hint{font-size:.88rem}
        .chip{display:inline-block;border-radius:99px;padding:.05rem .6rem;font-size:.8rem;font-weight:600;
        white-space:nowrap;border:1px solid}.chip.none{color:var(--ok)}.chip.moderate{color:var(--mid)}
        .chip.major{color:var(--bad)}.chip.few{color:var(--soft)}
        table{border-collapse:collapse;width:100%;font-size:.92rem;background:var(--card)}
        caption{text-align:left;color:var(--soft);font-size:.88rem;padding:.3rem 0 .5rem}
        th,td{text-align:left;padding:.45rem .6rem;border-bottom:1px solid var(--line);vertical-align:middle}
        thead th{font-size:.8rem;color:var(--soft);font-weight:600;border-bottom:2px solid var(--line)}
        td.n{font-variant-numeric:tabular-nums}
        svg{display:block}svg.small{width:150px;height:38px}svg.big{width:100%;max-width:640px;height:auto}
        svg text{font:11px system-ui,sans-serif;fill:var(--soft)}svg .value{font-size:10px}
        .ref{fill:var(--ref)}.now{fill:var(--now)}.cur{fill:none;stroke:var(--now);stroke-width:1.8}
        .axis{stroke:var(--line)}.track{fill:var(--line)}
        .key span{display:inline-block;width:.8rem;height:.8rem;border-radius:2px;margin:0 .35rem 0 1rem;
        vertical-align:-.08rem}.key .r{background:var(--ref)}.key .c{background:var(--now)}
        details{background:var(--card);border:1px solid var(--line);border-radius:8px;margin:.5rem 0;padding:0 1rem}
        summary{cursor:pointer;padding:.6rem 0;font-weight:600}details[open]{padding-bottom:1rem}
        .at{scroll-margin-top:4rem}details table{background:none}
        .pair{display:grid;gap:1.5rem;grid-template-columns:1fr 1fr}
        footer{margin-top:3rem;color:var(--soft);font-size:.85rem;border-top:1px solid var(--line);padding-top:1rem}
        @media (max-width:760px){.pair{grid-template-columns:1fr}.verdict h1{font-size:1.3rem}
        .wide thead{display:none}.wide caption{display:block}
        .wide,.wide tbody,.wide tr,.wide td,.wide th{display:block;border:0;padding:.1rem 0}
        .wide tr{border:1px solid var(--line);border-radius:8px;padding:.6rem .9rem;margin-bottom:.6rem}
        .wide td[data-k]::before{content:attr(data-k) ": ";color:var(--soft)}.wide svg.small{width:100%;height:52px}
        .figures{display:block;overflow-x:auto}}
        @media print{:root{--bg:#fff;--card:#fff;--fg:#000}body{font-size:10.5pt}main{max-width:none;padding:0}
        .skip{display:none}.verdict,.findings li,tr,svg,details{break-inside:avoid}h2,h3{break-after:avoid}
        details::details-content{content-visibility:visible;display:block;height:auto}
        *{-webkit-print-color-adjust:exact;print-color-adjust:exact}@page{margin:16mm}}
        """;
}
