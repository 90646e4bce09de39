using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using Ayni.Domain.Training;
using Ayni.Gateway.Training;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Ayni.Gateway.Documentation;

/// <summary>
/// Writes text, range and default of every training option into the document, from the table of options.
/// </summary>
internal sealed class TrainingOptionSchemas : IOpenApiSchemaTransformer
{
    private static readonly IReadOnlyList<ModelOption> OfRuns =
        [.. TrainingOptionTable.Model, .. TrainingOptionTable.Parts, .. TrainingOptionTable.Run];

    private static readonly Dictionary<Type, IReadOnlyList<ModelOption>> Tables = new()
    {
        [typeof(TrainingOptionsBody)] = OfRuns,
        [typeof(TrainingRequestBody)] = OfRuns,
        [typeof(WeightsBody)] = TrainingOptionTable.Weights,
        [typeof(WeightsRequestBody)] = TrainingOptionTable.Weights,
    };

    public Task TransformAsync(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (Tables.TryGetValue(context.JsonTypeInfo.Type, out var table))
        {
            foreach (var option in table)
            {
                if (schema.Properties?.TryGetValue(option.WireName, out var found) == true
                    && found is OpenApiSchema property)
                {
                    Describe(property, option);
                }
            }
        }

        return Task.CompletedTask;
    }

    private static void Describe(OpenApiSchema schema, ModelOption option)
    {
        schema.Description = $"{option.Text}.";
        switch (option)
        {
            case NumberOption<int> whole:
                SetRange(schema, whole);
                schema.Default = whole.Default is { } count ? JsonValue.Create(count) : null;
                break;
            case NumberOption<long> position:
                SetRange(schema, position);
                schema.Default = position.Default is { } at ? JsonValue.Create(at) : null;
                break;
            case NumberOption<double> number:
                SetRange(schema, number);
                schema.Default = number.Default is { } value ? JsonValue.Create(value) : null;
                break;
            case SwitchOption which:
                schema.Default = JsonValue.Create(which.Default);
                break;
            case ChoiceOption choice:
                schema.Enum = [.. choice.Names.Select(name => JsonValue.Create(name))];
                schema.Default = JsonValue.Create(choice.Default);
                break;
            default:
                throw new InvalidOperationException($"No way to document {option.Name}.");
        }
    }

    private static void SetRange<T>(OpenApiSchema schema, NumberOption<T> option)
        where T : struct, INumber<T>
    {
        var min = option.Min.ToString(null, CultureInfo.InvariantCulture);
        if (option.IsOverMin)
            schema.ExclusiveMinimum = min;
        else
            schema.Minimum = min;
        schema.Maximum = option.Max.ToString(null, CultureInfo.InvariantCulture);
    }
}
