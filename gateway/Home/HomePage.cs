using Ayni.Gateway.Documentation;
using Ayni.Gateway.Features;
using Ayni.Silo.Dashboard;
using Ayni.Silo.Hosting;

namespace Ayni.Gateway.Home;

/// <summary>The page at the root: what this is and where to go on.</summary>
internal static class HomePage
{
    public static void MapHomePage(this IEndpointRouteBuilder root) =>
        root.MapGet("/", (AyniSiloOptions options) =>
                TypedResults.Content(Write(options.Dashboard), "text/html; charset=utf-8"))
            .ExcludeFromDescription().AllowAnonymous();

    private static string Write(bool hasDashboard) =>
        $$"""
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Ayni</title>
        <style>
          body { font: 1rem/1.6 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem }
          pre { background: #f4f4f4; padding: .75rem; overflow-x: auto }
        </style>
        <h1>Ayni</h1>
        <p>Recommendations for a shop: send what shoppers do, ask what to show them.
           An event changes the shopper's next answer without training.</p>
        <ul>
          <li><a href="{{OpenApiSetup.PagePath}}">API documentation</a>
              (<a href="{{OpenApiSetup.DocumentPath}}">OpenAPI document</a>)</li>
          <li><a href="{{FeaturePage.Path}}">Features</a>: what is known of shoppers and products</li>
          <li><a href="/v1/status">Status</a>, <a href="/v1/training">training</a>, <a href="/v1/models">models</a>,
              <a href="/health/ready">health</a></li>
          {{(hasDashboard ? $"<li><a href=\"{DashboardMapping.Path}\">Dashboard of Orleans</a></li>" : "")}}
        </ul>
        <pre>POST /v1/events
        {"user_id": "u-1", "product_id": "p-1", "interaction_type": "view"}

        GET /v1/users/u-1/recommendations?n=10</pre>
        <p>Running on Microsoft Orleans {{OrleansVersion.Current}}.</p>
        </html>
        """;
}
