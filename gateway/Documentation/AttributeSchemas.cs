using Ayni.Domain.Catalog;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Ayni.Gateway.Documentation;

/// <summary>Says in the document what attributes of the shop's own may be, which no type of the code can.</summary>
internal sealed class AttributeSchemas : IOpenApiSchemaTransformer
{
    public Task TransformAsync(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.Type == typeof(AttributeSet))
            Describe(schema);
        return Task.CompletedTask;
    }

    private static void Describe(OpenApiSchema schema)
    {
        schema.Type = JsonSchemaType.Object;
        schema.MaxProperties = AttributeRules.MaxCount;
        schema.Description ??=
            "Attributes of the shop's own, by name: a letter, then letters, digits and _, at most " +
            $"{AttributeRules.MaxNameLength} characters. A text that is an ISO 8601 date as a whole is a date.";
        var text = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            MinLength = 1,
            MaxLength = AttributeRules.MaxTextLength,
        };
        schema.AdditionalProperties = new OpenApiSchema
        {
            AnyOf =
            [
                text,
                new OpenApiSchema { Type = JsonSchemaType.Number },
                new OpenApiSchema { Type = JsonSchemaType.Boolean },
                new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Items = text,
                    MaxItems = AttributeRules.MaxTexts,
                },
            ],
        };
    }
}
