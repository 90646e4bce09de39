using Ayni.Content;
using Ayni.Domain.Catalog;
using Ayni.Numerics;

namespace Ayni.Trainer.Comparing;

/// <summary>How often the most similar products are of the same category.</summary>
/// <param name="Read">What was compared.</param>
/// <param name="Products">Products with a category and a neighbour that has one.</param>
/// <param name="SameFirst">Mean share of a product's neighbours in the same first step of the path.</param>
/// <param name="SamePath">Mean share in the same whole path.</param>
/// <param name="ChanceFirst">The share of all products in the same first step: what guessing gives.</param>
/// <param name="ChancePath">The same for the whole path.</param>
internal sealed record CategoryAgreement(
    string Read, int Products, double SameFirst, double SamePath, double ChanceFirst, double ChancePath)
{
    public static CategoryAgreement Of(string read, IReadOnlyList<Product> products, CsrMatrix neighbours)
    {
        string?[] first = [.. products.Select(product => FirstStep(product))];
        string?[] path = [.. products.Select(product => product.Category)];
        var (asked, sameFirst, samePath) = (0, 0.0, 0.0);
        for (var item = 0; item < products.Count; item++)
        {
            if (path[item] is null || neighbours.RowLength(item) == 0)
                continue;
            int[] near = [.. neighbours.RowColumns(item).ToArray().Where(other => path[other] is not null)];
            if (near.Length == 0)
                continue;
            asked++;
            sameFirst += near.Count(other => first[other] == first[item]) / (double)near.Length;
            samePath += near.Count(other => path[other] == path[item]) / (double)near.Length;
        }

        return new CategoryAgreement(
            read, asked, Rounded(sameFirst / asked), Rounded(samePath / asked), Chance(first), Chance(path));
    }

    private static string? FirstStep(Product product) =>
        ProductText.PartsOf(product.Category) is [var first, ..] ? first : null;

    private static double Chance(string?[] labels)
    {
        var known = labels.OfType<string>().ToList();
        return Rounded(known.CountBy(label => label).Sum(label => Math.Pow((double)label.Value / known.Count, 2)));
    }

    /// <summary>0 where there is nobody to ask.</summary>
    private static double Rounded(double share) => double.IsNaN(share) ? 0 : Math.Round(share, 4);
}
