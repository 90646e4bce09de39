using Ayni.Content;
using Ayni.Domain.Interactions;

namespace Ayni.Features.Histories;

/// <summary>
/// One interaction with a product as features take it. It names no shopper, so that a product's history keeps nobody's
/// id. Small, for histories hold every one: what the product says is asked of the product.
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

    // What no time and no sentiment is.
    private const long None = long.MinValue;

    private readonly string? _orderId;
    private readonly long _score;
    private readonly long _duration;
    private readonly long _sentiment;
    private readonly byte _day;
    private readonly byte _hour;

    private FeatureEvent(LoggedInteraction logged, ProductFacts? product, TimeZoneInfo zone)
    {
        var interaction = logged.Interaction;
        var local = TimeZoneInfo.ConvertTime(interaction.Timestamp, zone);
        (Position, Milliseconds) = (logged.Position, interaction.Timestamp.ToUnixTimeMilliseconds());
        (Type, ProductId, Product) = (interaction.Type, interaction.ProductId!, product);
        (_day, _hour) = ((byte)DayOf(local), (byte)local.Hour);
        _orderId = interaction.OrderId;
        Weight = WeightOf(interaction);
        _score = Type switch
        {
            InteractionType.Rating => InMillionths(interaction.Score ?? 0),
            InteractionType.Purchase => InMillionths(interaction.Score ?? 1),
            _ => 0,
        };
        _duration = (long?)interaction.Duration?.TotalMilliseconds ?? None;
        _sentiment = interaction.ReviewText is { } review ? InMillionths(LexiconSentiment.Score(review).Score) : None;
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
    public int Day => _day;

    /// <summary>Hour of the day by the shop's clock, 0 to 23.</summary>
    public int Hour => _hour;

    /// <summary>Order that a purchase belongs to.</summary>
    internal OrderKey Order => new(_orderId, _orderId is null ? Milliseconds : 0);

    /// <summary>What it says of preference, in twelfths.</summary>
    internal long Weight { get; }

    /// <summary>Rating in millionths; 0 of no rating.</summary>
    internal long Rating => Type == InteractionType.Rating ? _score : 0;

    /// <summary>Quantity bought in millionths; 0 of no purchase.</summary>
    internal long Quantity => Type == InteractionType.Purchase ? _score : 0;

    /// <summary>Price of one piece in ten-thousandths; null: unknown.</summary>
    internal Int128? Price => Product?.Price is { } price ? (Int128)decimal.Round(price * MoneyScale) : null;

    /// <summary>Quantity times price in ten-thousandths, rounded down; null: the price is unknown.</summary>
    internal Int128? Amount => Price is { } each ? each * Quantity / (Int128)Millionths : null;

    /// <summary>Share taken off the list price, in millionths; null: the price is unknown.</summary>
    internal long? Discount => Product?.Discount is { } discount ? InMillionths(discount) : null;

    /// <summary>How long it took, in milliseconds; null: unknown.</summary>
    internal long? Duration => _duration == None ? null : _duration;

    /// <summary>How pleased its review is, −1 to 1, in millionths; null: it has none. The text is not kept.</summary>
    internal long? Sentiment => _sentiment == None ? null : _sentiment;

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
