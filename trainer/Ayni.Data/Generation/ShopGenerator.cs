namespace Ayni.Data.Generation;

/// <summary>Makes a shop from a seed: shoppers with tastes, products with texts and prices, interactions.</summary>
public static class ShopGenerator
{
    /// <summary>Currency of the prices: Peruvian soles (ISO 4217).</summary>
    public const string Currency = "PEN";

    /// <summary>Makes shoppers and products; the interactions are made when they are read.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static GeneratedShop Generate(ShopOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var lexicon = ShopLexicon.Load();
        var products = new ProductWriter(lexicon, options).Write();
        var users = new UserWriter(lexicon, options).Write(out var segments);
        var tastes = new TasteModel(lexicon, options, products, segments);
        return new GeneratedShop(options, tastes, users, products);
    }
}
