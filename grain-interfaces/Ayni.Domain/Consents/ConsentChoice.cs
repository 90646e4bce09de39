namespace Ayni.Domain.Consents;

/// <summary>What a shopper says. Of a purpose that is null nothing is said: it stays as it is.</summary>
/// <param name="Personalisation">Of answers.</param>
/// <param name="Training">Of models.</param>
/// <param name="Analytics">Of what people look at.</param>
[GenerateSerializer, Immutable, Alias("ayni.consent-choice")]
public sealed record ConsentChoice(
    [property: Id(0)] bool? Personalisation = null,
    [property: Id(1)] bool? Training = null,
    [property: Id(2)] bool? Analytics = null)
{
    /// <summary>Whether nothing is said of any.</summary>
    public bool IsEmpty => this is { Personalisation: null, Training: null, Analytics: null };

    /// <summary>What is said of a purpose; null: nothing.</summary>
    public bool? Of(Purpose purpose) => purpose switch
    {
        Purpose.Personalisation => Personalisation,
        Purpose.Training => Training,
        Purpose.Analytics => Analytics,
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "No such purpose."),
    };

    /// <summary>What is refused of it.</summary>
    public ConsentChoice Refused => new(OnlyNo(Personalisation), OnlyNo(Training), OnlyNo(Analytics));

    /// <summary>This where something else said nothing.</summary>
    public ConsentChoice Without(ConsentChoice said)
    {
        ArgumentNullException.ThrowIfNull(said);
        return new(
            said.Personalisation is null ? Personalisation : null,
            said.Training is null ? Training : null,
            said.Analytics is null ? Analytics : null);
    }

    private static bool? OnlyNo(bool? said) => said == false ? false : null;
}
