using Ayni.Domain.Catalog;
using Ayni.Numerics;

namespace Ayni.Trainer.Comparing;

/// <summary>A product and those most like it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Similar">Names of the most similar, best first.</param>
internal sealed record SimilarRow(string Name, IReadOnlyList<string> Similar)
{
    private const int Shown = 5;

    public static SimilarRow Of(IReadOnlyList<Product> products, CsrMatrix neighbours, int item)
    {
        var near = new List<ScoredIndex>();
        for (var entry = 0; entry < neighbours.RowLength(item); entry++)
            near.Add(new ScoredIndex(neighbours.RowColumns(item)[entry], neighbours.RowValues(item)[entry]));
        return new SimilarRow(
            products[item].Name, [.. near.Order().Take(Shown).Select(entry => products[entry.Index].Name)]);
    }
}
