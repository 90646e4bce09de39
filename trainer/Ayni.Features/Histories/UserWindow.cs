using Ayni.Domain.Interactions;
using Ayni.Features.Embeddings;

namespace Ayni.Features.Histories;

/// <summary>
/// What a shopper did in one window, as exact sums. A line is a purchase of one product; an order has some. What is
/// told by day, hour, product, brand and category is of the window of everything alone.
/// </summary>
public sealed class UserWindow : IWindowSums
{
    private static readonly MoneySum NoMoney = new();
    private static readonly Tally<int> NoNumbers = new();
    private static readonly Tally<string> NoTexts = new();

    private readonly Dictionary<OrderKey, OrderSums> _orders = [];
    private readonly bool _isWhole;

    /// <param name="isWhole">Whether it is the window of everything.</param>
    internal UserWindow(bool isWhole)
    {
        _isWhole = isWhole;
        (BoughtPrices, ViewedPrices) = isWhole ? (new(), new()) : (NoMoney, NoMoney);
        (Days, Hours) = isWhole ? (new(), new()) : (NoNumbers, NoNumbers);
        (Products, BoughtProducts) = (NewTexts(), NewTexts());
        (BoughtBrands, BoughtCategories) = (NewTexts(), NewTexts());
        (Brands, Categories, Words) = (NewTexts(), NewTexts(), NewTexts());
    }

    /// <summary>Interactions of any type.</summary>
    public int Interactions { get; private set; }

    /// <summary>Views.</summary>
    public int Views { get; private set; }

    /// <summary>Carts.</summary>
    public int Carts { get; private set; }

    /// <summary>Purchase lines.</summary>
    public int Lines { get; private set; }

    /// <summary>Orders: purchase lines with one order id, else of one instant, are one.</summary>
    public int Orders => _orders.Count;

    /// <summary>Orders of which at least one price is known.</summary>
    public int PricedOrders { get; private set; }

    /// <summary>Ratings.</summary>
    public int Ratings { get; private set; }

    /// <summary>Mean rating; null without one.</summary>
    public double? MeanRating => Ratings == 0 ? null : RatingSum / 1e6 / Ratings;

    /// <summary>Reviews with a text; of the window of everything alone.</summary>
    public int Reviews { get; private set; }

    /// <summary>Mean sentiment of the reviews, −1 to 1; null without one.</summary>
    public double? MeanSentiment => Reviews == 0 ? null : SentimentSum / 1e6 / Reviews;

    /// <summary>Pieces bought.</summary>
    public double Quantity => QuantitySum / 1e6;

    /// <summary>Quantity times price of the purchase lines whose price is known.</summary>
    public MoneySum Spend { get; } = new();

    /// <summary>What was spent; null if no price of the lines is known, or prices are of two currencies.</summary>
    public decimal? KnownSpend => Lines > 0 && Spend.Count == 0 ? null : Spend.Total;

    /// <summary>Price of one piece, a purchase line each.</summary>
    public MoneySum BoughtPrices { get; }

    /// <summary>Price of one piece, a view each.</summary>
    public MoneySum ViewedPrices { get; }

    /// <summary>Purchase lines of which the discount is known.</summary>
    public int DiscountKnown { get; private set; }

    /// <summary>Of them, those with a discount.</summary>
    public int Discounted { get; private set; }

    /// <summary>Mean discount of a purchase line, 0 to 1; null where none is known.</summary>
    public double? MeanDiscount => DiscountKnown == 0 ? null : DiscountSum / 1e6 / DiscountKnown;

    /// <summary>Mean time on a view, in seconds; null where none is known.</summary>
    public double? MeanViewSeconds => Timed == 0 ? null : DurationSum / 1e3 / Timed;

    /// <summary>Interactions by day of the week, 1 Monday to 7 Sunday.</summary>
    public Tally<int> Days { get; }

    /// <summary>Interactions by hour of the day.</summary>
    public Tally<int> Hours { get; }

    /// <summary>Interactions by product.</summary>
    public Tally<string> Products { get; }

    /// <summary>Purchase lines by product.</summary>
    public Tally<string> BoughtProducts { get; }

    /// <summary>Purchase lines by brand.</summary>
    public Tally<string> BoughtBrands { get; }

    /// <summary>Purchase lines by category.</summary>
    public Tally<string> BoughtCategories { get; }

    /// <summary>Weights by brand: view and search 1, cart 2, purchase 4, rating r 4 (r − 2) / 3.</summary>
    public Tally<string> Brands { get; }

    /// <summary>Interactions by category, weighed likewise.</summary>
    public Tally<string> Categories { get; }

    /// <summary>Words of the products met, weighed likewise.</summary>
    public Tally<string> Words { get; }

    /// <summary>Vectors of the products met, weighed likewise.</summary>
    public VectorSum Vectors { get; } = new();

    private long RatingSum { get; set; }

    private long SentimentSum { get; set; }

    private long QuantitySum { get; set; }

    private long DiscountSum { get; set; }

    private long DurationSum { get; set; }

    private int Timed { get; set; }

    /// <summary>What an order was worth; null if no price of it is known, or prices are of two currencies.</summary>
    internal decimal? ValueOf(OrderKey order) =>
        _orders.TryGetValue(order, out var sums) && sums.Priced > 0 && Spend.IsOneCurrency
            ? (decimal)sums.Amount / 10_000
            : null;

    void IWindowSums.Add(FeatureEvent happened) => Change(happened, 1);

    void IWindowSums.Remove(FeatureEvent happened) => Change(happened, -1);

    // The other windows share one that stays empty.
    private Tally<string> NewTexts() => _isWhole ? new(StringComparer.Ordinal) : NoTexts;

    private void Change(FeatureEvent happened, int sign)
    {
        Interactions += sign;
        if (_isWhole)
            Tell(happened, sign);
        switch (happened.Type)
        {
            case InteractionType.View:
                ChangeView(happened, sign);
                break;
            case InteractionType.Cart:
                Carts += sign;
                break;
            case InteractionType.Purchase:
                ChangeLine(happened, sign);
                break;
            case InteractionType.Rating:
                Ratings += sign;
                RatingSum += sign * happened.Rating;
                break;
        }
    }

    private void Tell(FeatureEvent happened, int sign)
    {
        Days.Change(happened.Day, sign);
        Hours.Change(happened.Hour, sign);
        Products.Change(happened.ProductId, sign);
        if (happened.Sentiment is { } sentiment)
            (Reviews, SentimentSum) = (Reviews + sign, SentimentSum + (sign * sentiment));
        foreach (var word in happened.Product?.Words?.Words ?? [])
            Words.Change(word, sign * happened.Weight);
        if (happened.Product?.Vector is { } vector)
            Vectors.Add(vector, sign * happened.Weight);
        if (happened.Product?.Brand is { } brand)
            Brands.Change(brand, sign * happened.Weight);
        if (happened.Product?.Category is { } category)
            Categories.Change(category, sign * happened.Weight);
        if (happened.Type == InteractionType.Purchase)
            TellLine(happened, sign);
    }

    private void TellLine(FeatureEvent happened, int sign)
    {
        BoughtProducts.Change(happened.ProductId, sign);
        if (happened.Product?.Brand is { } brand)
            BoughtBrands.Change(brand, sign);
        if (happened.Product?.Category is { } category)
            BoughtCategories.Change(category, sign);
        if (happened.Price is { } price)
            Change(BoughtPrices, price, happened, sign);
    }

    private void ChangeView(FeatureEvent happened, int sign)
    {
        Views += sign;
        if (_isWhole && happened.Price is { } price)
            Change(ViewedPrices, price, happened, sign);
        if (happened.Duration is { } duration)
            (Timed, DurationSum) = (Timed + sign, DurationSum + (sign * duration));
    }

    private void ChangeLine(FeatureEvent happened, int sign)
    {
        Lines += sign;
        QuantitySum += sign * happened.Quantity;
        var worth = happened.Amount;
        ChangeOrder(happened.Order, worth, sign);
        if (worth is { } amount)
            Change(Spend, amount, happened, sign);
        if (happened.Discount is not { } discount)
            return;
        DiscountKnown += sign;
        DiscountSum += sign * discount;
        Discounted += discount > 0 ? sign : 0;
    }

    private void ChangeOrder(OrderKey order, Int128? worth, int sign)
    {
        var before = _orders.GetValueOrDefault(order);
        var after = new OrderSums(
            before.Lines + sign,
            before.Priced + (worth is null ? 0 : sign),
            before.Amount + (sign * (worth ?? 0)));
        PricedOrders += (after.Priced > 0 ? 1 : 0) - (before.Priced > 0 ? 1 : 0);
        if (after.Lines == 0)
            _orders.Remove(order);
        else
            _orders[order] = after;
    }

    private static void Change(MoneySum sum, Int128 amount, FeatureEvent happened, int sign)
    {
        if (sign > 0)
            sum.Add(amount, happened.Product!.Currency);
        else
            sum.Remove(amount, happened.Product!.Currency);
    }

    private readonly record struct OrderSums(int Lines, int Priced, Int128 Amount);
}
