using Ayni.Content;
using Ayni.Domain.Interactions;

namespace Ayni.Features.Histories;

/// <summary>
/// One interaction with a product as features take it. It names no shopper, so that a product's history keeps nobody's
/// id.
/// </summary>
public sealed class FeatureEvent
{
    /// <summary>Decimals of amounts and prices that are kept: they are added up as whole ten-thousandths.</summary>
    public const int MoneyDecimals = 4;

    private const decimal MoneyScale = 10_000;
    private const double Millionths = 1_000_000;

    // As InteractionWeights has them, in twelfths, so that sums are exact.
    private const long ViewWeight = 3;
    private const long CartWeight = 6;
    private const long PurchaseWeight = 12;
    private const double RatingWeight = 4;

    private FeatureEvent(LoggedInteraction logged, ProductFacts? product, TimeZoneInfo zone)
    {
        var interaction = logged.Interaction;
        var local = TimeZoneInfo.ConvertTime(interaction.Timestamp, zone);
        (Position, Milliseconds) = (logged.Position, interaction.Timestamp.ToUnixTimeMilliseconds());
        (Type, ProductId, Product) = (interaction.Type, interaction.ProductId!, product);
        (Day, Hour) = (DayOf(local), local.Hour);
        Order = new OrderKey(interaction.OrderId, interaction.OrderId is null ? Milliseconds : 0);
        Weight = WeightOf(interaction);
        Rating = Type == InteractionType.Rating ? InMillionths(interaction.Score ?? 0) : 0;
        Quantity = Type == InteractionType.Purchase ? InMillionths(interaction.Score ?? 1) : 0;
        Price = product?.Price is { } price ? (Int128)decimal.Round(price * MoneyScale) : null;
        Amount = Price is { } each ? each * Quantity / (Int128)Millionths : null;
        Discount = product?.Discount is { } discount ? InMillionths(discount) : null;
        Duration = (long?)interaction.Duration?.TotalMilliseconds;
        Sentiment = interaction.ReviewText is { } review ? InMillionths(LexiconSentiment.Score(review).Score) : null;
    }

    /// <summary>Position in the log.</summary>
    public long Position { get; }

    /// <summary>When it happened, in milliseconds since 1970.</summary>
    public long Milliseconds { get; }

    /// <summary>What was done.</summary>
    public InteractionType Type { get; }

    /// <summary>Product met.</summary>
    public string ProductId { get; }

    /// <summary>What the catalogue says of it; null: it does not hold it.</summary>
    public ProductFacts? Product { get; }

    /// <summary>Day of the week by the shop's clock, 1 Monday to 7 Sunday (ISO 8601).</summary>
    public int Day { get; }

    /// <summary>Hour of the day by the shop's clock, 0 to 23.</summary>
    public int Hour { get; }

    /// <summary>Order that a purchase belongs to.</summary>
    internal OrderKey Order { get; }

    /// <summary>What it says of preference, in twelfths.</summary>
    internal long Weight { get; }

    /// <summary>Rating in millionths; 0 of no rating.</summary>
    internal long Rating { get; }

    /// <summary>Quantity bought in millionths; 0 of no purchase.</summary>
    internal long Quantity { get; }

    /// <summary>Price of one piece in ten-thousandths; null: unknown.</summary>
    internal Int128? Price { get; }

    /// <summary>Quantity times price in ten-thousandths, rounded down; null: the price is unknown.</summary>
    internal Int128? Amount { get; }

    /// <summary>Share taken off the list price, in millionths; null: the price is unknown.</summary>
    internal long? Discount { get; }

    /// <summary>How long it took, in milliseconds; null: unknown.</summary>
    internal long? Duration { get; }

    /// <summary>How pleased its review is, −1 to 1, in millionths; null: it has none. The text is not kept.</summary>
    internal long? Sentiment { get; }

    /// <summary>The event of an interaction that has a product.</summary>
    /// <param name="logged">The interaction.</param>
    /// <param name="product">What the catalogue says of the product; null: it does not hold it.</param>
    /// <param name="zone">The shop's time zone; null: UTC.</param>
    /// <exception cref="ArgumentException">It has no product.</exception>
    public static FeatureEvent Of(LoggedInteraction logged, ProductFacts? product, TimeZoneInfo? zone = null)
    {
        ArgumentNullException.ThrowIfNull(logged);
        if (logged.Interaction.ProductId is null)
            throw new ArgumentException($"Interaction {logged.Position} has no product.", nameof(logged));
        return new FeatureEvent(logged, product, zone ?? TimeZoneInfo.Utc);
    }

    /// <summary>Day of the week, 1 Monday to 7 Sunday.</summary>
    internal static int DayOf(DateTimeOffset local) => local.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)local.DayOfWeek;

    private static long WeightOf(Interaction interaction) => interaction.Type switch
    {
        InteractionType.View or InteractionType.Search => ViewWeight,
        InteractionType.Cart => CartWeight,
        InteractionType.Purchase => PurchaseWeight,
        InteractionType.Rating => (long)Math.Round(RatingWeight * Math.Max(0, (interaction.Score ?? 5) - 2)),
        _ => 0,
    };

    private static long InMillionths(double number) => (long)Math.Round(number * Millionths);
}
