using System.Globalization;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Comparing;

/// <summary>What a comparison of products by their texts found.</summary>
internal sealed record SimilarDocument
{
    public required string Encoder { get; init; }

    /// <summary>Products compared.</summary>
    public required int Products { get; init; }

    public required IReadOnlyList<CategoryAgreement> Agreements { get; init; }

    public required IReadOnlyList<SimilarRow> Rows { get; init; }

    public void Print(TrainerConsole console)
    {
        console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Products:N0} products, {Encoder}; the ten most similar of each:"));
        foreach (var agreement in Agreements.Where(agreement => agreement.Products > 0))
        {
            console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {agreement.Read}: {agreement.SameFirst:P1} in the same first step of the category (by chance "
                + $"{agreement.ChanceFirst:P1}), {agreement.SamePath:P1} in the same path "
                + $"({agreement.ChancePath:P1})"));
        }

        foreach (var row in Rows)
            console.Out.WriteLine($"{row.Name} → {string.Join(" | ", row.Similar)}");
    }
}
