namespace Ayni.Domain.Consents;

/// <summary>What a shopper allows who said nothing of it.</summary>
/// <param name="Personalisation">Of answers. <value>Allowed unless the shop says otherwise.</value></param>
/// <param name="Training">Of models. <value>Allowed unless the shop says otherwise.</value></param>
/// <param name="Analytics">Of what people look at. <value>Allowed unless the shop says otherwise.</value></param>
public sealed record ConsentDefaults(bool Personalisation = true, bool Training = true, bool Analytics = true)
{
    /// <summary>Whether a purpose is allowed.</summary>
    public bool Allows(Purpose purpose) => purpose switch
    {
        Purpose.Personalisation => Personalisation,
        Purpose.Training => Training,
        Purpose.Analytics => Analytics,
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "No such purpose."),
    };
}
