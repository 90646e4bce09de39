namespace Ayni.Domain.Consents;

/// <summary>What one shopper allows.</summary>
/// <param name="Personalisation">Of answers.</param>
/// <param name="Training">Of models.</param>
/// <param name="Analytics">Of what people look at.</param>
[GenerateSerializer, Immutable, Alias("ayni.shopper-consents")]
public sealed record ShopperConsents(
    [property: Id(0)] Consent Personalisation, [property: Id(1)] Consent Training, [property: Id(2)] Consent Analytics)
{
    /// <summary>Of a shopper who said nothing.</summary>
    public static ShopperConsents Of(ConsentDefaults defaults)
    {
        ArgumentNullException.ThrowIfNull(defaults);
        return new(new(defaults.Personalisation), new(defaults.Training), new(defaults.Analytics));
    }

    /// <summary>What is said of a purpose.</summary>
    public Consent Of(Purpose purpose) => purpose switch
    {
        Purpose.Personalisation => Personalisation,
        Purpose.Training => Training,
        Purpose.Analytics => Analytics,
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "No such purpose."),
    };

    /// <summary>The same after the shopper said something of a purpose.</summary>
    public ShopperConsents With(Purpose purpose, Consent consent) => purpose switch
    {
        Purpose.Personalisation => this with { Personalisation = consent },
        Purpose.Training => this with { Training = consent },
        Purpose.Analytics => this with { Analytics = consent },
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "No such purpose."),
    };

    /// <summary>Whether a purpose is allowed.</summary>
    public bool Allows(Purpose purpose) => Of(purpose).IsAllowed;

    /// <summary>What the shopper said of their own, without the shop's defaults.</summary>
    public ConsentChoice Said => new(SaidOf(Personalisation), SaidOf(Training), SaidOf(Analytics));

    private static bool? SaidOf(Consent consent) => consent.IsDefault ? null : consent.IsAllowed;
}
