using Ayni.Domain.Interactions;

namespace Ayni.Data.Generation;

/// <summary>One visit of one shopper: perhaps a search, views, carts, a checkout, ratings days later.</summary>
internal sealed class ShopSession(
    GeneratedShop shop, TasteModel tastes, int user, DateTimeOffset start, RandomStream random)
{
    private const double SearchShare = 0.25;
    private const double SearchFindsShare = 0.85;
    private const double WanderShare = 0.08;
    private const double CartShare = 0.16;
    private const double CheckoutShare = 0.6;
    private const double RatingShare = 0.2;
    private const double MeanFurtherViews = 2.2;
    private const double MedianViewSeconds = 35;

    // Not string.Normalize: it depends on ICU, which the build does without.
    private const string Accented = "áéíóúüñ";
    private const string Plain = "aeiouun";

    private readonly List<Step> _steps = [];
    private readonly List<int> _cart = [];
    private DateTimeOffset _now = start;

    internal readonly record struct Step(
        int User, InteractionType Type, int? Product, DateTimeOffset At, double? Score = null,
        TimeSpan? Duration = null, string? Query = null, string? OrderId = null);

    /// <summary>The steps in the order they happen, ratings last.</summary>
    public IReadOnlyList<Step> Play(ReadOnlySpan<double> season, Func<string> nextOrder)
    {
        var theme = tastes.DrawTheme(user, season, random);
        var views = 1 + (int)(MeanFurtherViews * random.NextExponential());
        if (random.Chance(SearchShare))
            Search(theme);
        for (var view = 0; view < views; view++)
            View(Choose(theme));
        if (_cart.Count > 0 && random.Chance(CheckoutShare))
            CheckOut(nextOrder());
        return _steps;
    }

    private int Choose(int theme)
        => random.Chance(WanderShare) ? tastes.Everything.Draw(random) : tastes.DrawProduct(user, theme, random);

    private void Search(int theme)
    {
        var product = tastes.DrawProduct(user, theme, random);
        int? found = random.Chance(SearchFindsShare) ? product : null;
        _steps.Add(new Step(
            user, InteractionType.Search, found, _now, Query: Type(shop.Products[product].SearchText)));
        Pass(4 + random.Next(12));
        if (found is { } seen)
            View(seen);
    }

    private void View(int product)
    {
        var seconds = Math.Clamp(MedianViewSeconds * Math.Exp(0.8 * random.NextGaussian()), 2, 1_200);
        var duration = TimeSpan.FromMilliseconds(Math.Round(seconds * 1_000));
        _steps.Add(new Step(user, InteractionType.View, product, _now, Duration: duration));
        Pass(seconds);
        var chance = Math.Min(0.6, CartShare * Math.Exp(0.4 * tastes.StyleMatch(user, product)));
        if (shop.Products[product].Product.IsAvailable && !_cart.Contains(product) && random.Chance(chance))
        {
            _cart.Add(product);
            _steps.Add(new Step(user, InteractionType.Cart, product, _now, Score: Quantity()));
            Pass(2 + random.Next(6));
        }
    }

    private void CheckOut(string orderId)
    {
        Pass(30 + random.Next(240));
        foreach (var product in _cart)
        {
            var quantity = _steps.Find(step => step.Type == InteractionType.Cart && step.Product == product).Score;
            _steps.Add(new Step(
                user, InteractionType.Purchase, product, _now, Score: quantity, OrderId: orderId));
        }

        foreach (var product in _cart.Where(_ => random.Chance(RatingShare)))
        {
            var rating = Math.Clamp(
                Math.Round(3.7 + (0.6 * tastes.StyleMatch(user, product)) + (0.7 * random.NextGaussian())), 1, 5);
            var at = _now + TimeSpan.FromSeconds(86_400 * (2 + (18L * random.NextDouble())));
            _steps.Add(new Step(user, InteractionType.Rating, product, at, Score: rating));
        }
    }

    private double Quantity() => 1 + Math.Min(5, (int)(0.45 * random.NextExponential()));

    private void Pass(double seconds) => _now += TimeSpan.FromMilliseconds(Math.Round(seconds * 1_000));

    /// <summary>As people type: lower case, half of the time without accents.</summary>
    private string Type(string text)
    {
        var lower = text.ToLowerInvariant();
        if (random.Chance(0.5))
            return lower;
        return string.Create(lower.Length, lower, static (plain, accented) =>
        {
            for (var i = 0; i < plain.Length; i++)
            {
                var at = Accented.IndexOf(accented[i], StringComparison.Ordinal);
                plain[i] = at < 0 ? accented[i] : Plain[at];
            }
        });
    }
}
