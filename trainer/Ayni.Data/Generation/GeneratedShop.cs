using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;

namespace Ayni.Data.Generation;

/// <summary>A made-up shop with its hidden truth: who likes what.</summary>
public sealed class GeneratedShop
{
    private readonly TasteModel _tastes;
    private readonly Dictionary<string, int> _userIndex;
    private readonly Dictionary<string, int> _productIndex;

    internal GeneratedShop(
        ShopOptions options, TasteModel tastes, List<GeneratedUser> users, List<GeneratedProduct> products)
    {
        Options = options;
        Users = users;
        Products = products;
        _tastes = tastes;
        _userIndex = Index(users, user => user.UserId);
        _productIndex = Index(products, product => product.Product.ProductId);
    }

    /// <summary>Options it was made with.</summary>
    public ShopOptions Options { get; }

    /// <summary>Shoppers, by id.</summary>
    public IReadOnlyList<GeneratedUser> Users { get; }

    /// <summary>Products, by id.</summary>
    public IReadOnlyList<GeneratedProduct> Products { get; }

    /// <summary>Catalogue entries of the products.</summary>
    public IEnumerable<Product> Catalog => Products.Select(product => product.Product);

    /// <summary>
    /// The interactions in order of time, <see cref="ShopOptions.Events"/> of them, made while they are read: memory
    /// does not grow with their number. Every enumeration yields the same ones.
    /// </summary>
    public IEnumerable<Interaction> Events => new EventStream(this, _tastes).Read();

    /// <summary>
    /// How much likelier than by popularity alone this shopper is to choose this product, up to a factor that is the
    /// same for all products of the shopper. Over 0.
    /// </summary>
    /// <exception cref="KeyNotFoundException">The shop has no such user or product.</exception>
    public double TrueAffinity(string userId, string productId)
        => _tastes.Lift(_userIndex[userId], _productIndex[productId]);

    /// <summary>Share of all interest that goes to a product, whoever asks. All shares sum to 1.</summary>
    /// <exception cref="KeyNotFoundException">The shop has no such product.</exception>
    public double TruePopularity(string productId) => _tastes.Popularity[_productIndex[productId]];

    private static Dictionary<string, int> Index<T>(List<T> rows, Func<T, string> id)
    {
        var index = new Dictionary<string, int>(rows.Count, StringComparer.Ordinal);
        for (var row = 0; row < rows.Count; row++)
            index.Add(id(rows[row]), row);
        return index;
    }
}
