using System.Text.Json;
using Ayni.Data.Import;
using Ayni.Data.Import.Sniffing;
using Ayni.Gateway.Products;

namespace Ayni.Gateway.Imports;

/// <summary>What a look at files found; nothing was imported.</summary>
/// <param name="Files">Each file; empty where a mapping was sent, which needs no look.</param>
/// <param name="Notes">What is as well to know.</param>
/// <param name="Mapping">The mapping that they would be imported by.</param>
/// <param name="Interactions">What would become of the first rows of interactions; null without such files.</param>
/// <param name="FirstInteractions">The first that would be kept.</param>
/// <param name="Products">What would become of the first rows of products; null without such files.</param>
/// <param name="FirstProducts">The first that would be kept.</param>
public sealed record ImportLook(
    IReadOnlyList<FileLook> Files,
    IReadOnlyList<string> Notes,
    JsonElement Mapping,
    RowCounts? Interactions,
    IReadOnlyList<PreviewedInteraction> FirstInteractions,
    RowCounts? Products,
    IReadOnlyList<ProductBody> FirstProducts)
{
    internal static ImportLook Of(ImportPlan plan, ImportPreview preview) => new(
        [.. plan.Looks.Select(look => look with { File = Path.GetFileName(look.File) })],
        [.. plan.Notes.Select(ImportRemedyTexts.OfHttp)],
        JsonDocument.Parse(plan.Mapping!.ToJson()).RootElement,
        ImportRemedyTexts.OfHttp(preview.Interactions),
        [.. preview.FirstInteractions.Select(PreviewedInteraction.Of)],
        ImportRemedyTexts.OfHttp(preview.Products),
        [.. preview.FirstProducts.Select(ProductBody.From)]);
}
