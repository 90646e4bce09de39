using Ayni.Domain.Consents;

namespace Ayni.Silo.Hosting;

/// <summary>
/// What shoppers allow who said nothing; configuration section <c>Ayni:Consents:Default</c>, a flag a purpose. One that
/// is not set stays what it is in the store: allowed, in a new one.
/// </summary>
internal sealed record ConsentSettings(ConsentChoice Default)
{
    /// <summary>Configuration section.</summary>
    public const string Section = $"{AyniSiloOptions.Section}:Consents:Default";

    /// <summary>Reads the section.</summary>
    /// <exception cref="ArgumentException">
    /// A name is no purpose, for a misspelt one would be allowed; or a value is neither true nor false.
    /// </exception>
    public static ConsentSettings Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var settings = configuration.GetSection(Section).GetChildren().ToList();
        foreach (var setting in settings)
            Check(setting);
        return new ConsentSettings(new ConsentChoice(
            Of(Purpose.Personalisation), Of(Purpose.Training), Of(Purpose.Analytics)));

        bool? Of(Purpose purpose) => settings.Find(setting => Names(setting, purpose))?.Value is { } value
            ? bool.Parse(value)
            : null;
    }

    /// <summary>The defaults once this is set.</summary>
    public ConsentDefaults Over(ConsentDefaults stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return new ConsentDefaults(
            Default.Personalisation ?? stored.Personalisation,
            Default.Training ?? stored.Training,
            Default.Analytics ?? stored.Analytics);
    }

    private static void Check(IConfigurationSection setting)
    {
        if (!PurposeNames.All.Any(purpose => Names(setting, purpose)))
        {
            throw new ArgumentException(
                $"{setting.Path} is no purpose; there are {string.Join(", ", PurposeNames.All)}. Correct the name, or "
                + "leave it out.");
        }

        if (!bool.TryParse(setting.Value, out _))
            throw new ArgumentException($"{setting.Path} is '{setting.Value}'; it must be true or false.");
    }

    private static bool Names(IConfigurationSection setting, Purpose purpose) =>
        setting.Key.Equals(PurposeNames.Of(purpose), StringComparison.OrdinalIgnoreCase);
}
