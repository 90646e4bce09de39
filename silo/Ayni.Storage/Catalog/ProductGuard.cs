using Ayni.Domain;
using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;

namespace Ayni.Storage.Catalog;

/// <summary>The last line: nothing enters the catalogue that breaks the rules, whoever wrote the caller.</summary>
internal static class ProductGuard
{
    /// <summary>Checks an id to look up: any that a store may hold, even one that is no longer accepted.</summary>
    /// <exception cref="ArgumentException">No store can hold it.</exception>
    public static void CheckId(string productId)
    {
        ArgumentNullException.ThrowIfNull(productId);
        if (!ExternalIds.IsStorable(productId))
            throw new ArgumentException(
                $"{nameof(Product.ProductId)} \"{StorableText.Escape(productId)}\" is no id. {ExternalIds.Remedy}");
    }

    /// <exception cref="ArgumentException">It breaks a rule.</exception>
    public static void Check(Product? product)
    {
        if (ProductRules.ProblemOf(product) is { } problem)
            throw new ArgumentException(
                $"{problem.Field} of product \"{StorableText.Escape(product?.ProductId ?? "")}\": {problem.Reason}");
    }

    /// <summary>Checks what a patch made of a product: what its sender could not know.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: it breaks a rule.</exception>
    public static void CheckPatched(Product product)
    {
        if (ProductRules.ProblemOfPatched(product) is { } problem)
            throw new AyniException(ErrorCodes.Invalid, $"{problem.Field}: {problem.Reason}");
    }

    /// <exception cref="ArgumentException">It breaks a rule.</exception>
    public static void Check(ProductPatch? patch)
    {
        if (ProductRules.ProblemOf(patch) is { } problem)
            throw new ArgumentException($"{problem.Field} of the patch: {problem.Reason}");
    }
}
