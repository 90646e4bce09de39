using Ayni.Gateway.Security;
using Ayni.Gateway.Status;
using Ayni.Silo.Security;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Ayni.Gateway.Documentation;

/// <summary>The OpenAPI document and its page, both served from here.</summary>
internal static class OpenApiSetup
{
    public const string DocumentPath = "/openapi/v1.json";
    public const string PagePath = "/docs";

    private const string Scheme = "api_key";

    /// <summary>Sections of the page, what a shop needs first on top.</summary>
    private static readonly string[] Sections =
        ["Events", "Users", "Products", "Training", "Models", "Status", "Keys", "Compatibility"];

    public static void AddGatewayDocumentation(this IServiceCollection services) =>
        services.AddOpenApi("v1", options =>
        {
            options.AddDocumentTransformer(DescribeAsync);
            options.AddOperationTransformer<ParameterDocumentation>();
            options.AddOperationTransformer<ScopeDocumentation>();
            options.AddSchemaTransformer<TrainingOptionSchemas>();
            options.AddSchemaTransformer<AttributeSchemas>();
        });

    /// <summary>Serves the page, which holds no data: before callers are asked who they are.</summary>
    public static void UseDocumentationPage(this WebApplication app) =>
        app.UseSwaggerUI(options =>
        {
            options.DocumentTitle = "Ayni";
            options.RoutePrefix = PagePath.TrimStart('/');
            options.SwaggerEndpoint(DocumentPath, "Ayni v1");
        });

    private static Task DescribeAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Ayni",
            Version = BuildVersion.Number,
            Description =
                "Recommendations for a shop: send what shoppers do, ask what to show them. Every refusal is problem " +
                "details (RFC 9457) that name field, value and remedy. A field that is nearly a known one, or what " +
                "others call one, is refused with the right name; others of events and products are listed in the " +
                "answer as ignored_fields, of profiles and training options refused; so are unknown query parameters.",
        };
        document.Tags = (document.Tags ?? new HashSet<OpenApiTag>())
            .OrderBy(tag => Array.IndexOf(Sections, tag.Name))
            .ToHashSet();
        if (context.ApplicationServices.GetRequiredService<AccessGate>().HasCredentials)
            RequireKey(document);
        return Task.CompletedTask;
    }

    private static void RequireKey(OpenApiDocument document)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = ShownKey.Header,
        };
        var reference = new OpenApiSecuritySchemeReference(Scheme, document);
        document.Security = [new OpenApiSecurityRequirement { [reference] = [] }];
    }
}
