using System.Net;
using Ayni.Features.Definitions;

namespace Ayni.Gateway.Features;

/// <summary>
/// The dictionary of features as a page: it says how the program works, nothing of the shop, so it is open as /docs is.
/// </summary>
internal static class FeaturePage
{
    /// <summary>Where it is.</summary>
    public const string Path = "/features";

    private static readonly (FeatureEntity Entity, string Title)[] Sections =
    [
        (FeatureEntity.User, "Shopper"), (FeatureEntity.Product, "Product"),
        (FeatureEntity.UserProduct, "Shopper before a product"), (FeatureEntity.Interaction, "Moment"),
    ];

    public static void MapFeaturePage(this IEndpointRouteBuilder root)
    {
        var page = Write();
        root.MapGet(Path, () => TypedResults.Content(page, "text/html; charset=utf-8"))
            .ExcludeFromDescription().AllowAnonymous();
    }

    private static string Write() =>
        $$"""
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Ayni: features</title>
        <style>
          body { font: 1rem/1.5 system-ui, sans-serif; max-width: 80rem; margin: 2rem auto; padding: 0 1rem }
          table { border-collapse: collapse; width: 100% }
          th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid #ddd }
          th { background: #f4f4f4; position: sticky; top: 0 }
          code { font-size: .9rem; overflow-wrap: anywhere }
          small { color: #555; display: block }
          td:first-child { width: 19rem }
          .now { background: #fff3cd; border-radius: .25rem; padding: 0 .3rem }
        </style>
        <h1>Features</h1>
        <p>What is known of a shopper or a product at an instant <i>t</i>, from what happened before <i>t</i>: never the
           event itself, nor what shares its instant. A missing value stays missing; the default is what to take for
           it. A <i>line</i> is a purchase of one product; lines with one order id, else of one instant, are one order.
           <span class="now">now</span> marks what reads the catalogue, which holds products as they are now.</p>
        <p>{{FeatureSet.All.Count}} features, version <code>{{FeatureSet.Version}}</code>. As JSON:
           <code>GET /v1/features</code>; of one shopper: <code>GET /v1/features/users/{id}</code>; of one product:
           <code>GET /v1/features/products/{id}</code>; of all, as Parquet files:
           <code>trainer -- features --out DIR</code>.</p>
        <p>{{string.Join(" · ", Sections.Select(section => $"<a href=\"#{section.Entity}\">{section.Title}</a>"))}}</p>
        {{string.Concat(Sections.Select(section => Table(section.Entity, section.Title)))}}
        </html>
        """;

    private static string Table(FeatureEntity entity, string title) =>
        $"""
        <h2 id="{entity}">{title}</h2>
        <table>
        <tr><th>Name</th><th>What it says, and how it is worked out</th>
        <th>Unit</th><th>Window</th><th>Default</th></tr>
        {string.Concat(FeatureSet.All.Where(feature => feature.Entity == entity).Select(Row))}
        </table>

        """;

    private static string Row(FeatureDefinition feature) =>
        $"""
        <tr><td><code>{feature.Name}</code>{(feature.ReadsCatalogue ? " <span class=\"now\">now</span>" : "")}
        <small>{feature.Kind.ToString().ToLowerInvariant()}; from {Text(feature.Source)}</small></td>
        <td>{Text(feature.Description)}<small>{Text(feature.Formula)}</small></td>
        <td>{Text(feature.Unit)}</td><td>{Text(feature.Window)}</td><td>{Text(feature.Default ?? "none")}</td></tr>

        """;

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
