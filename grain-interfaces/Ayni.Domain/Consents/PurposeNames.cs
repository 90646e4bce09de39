namespace Ayni.Domain.Consents;

/// <summary>What purposes are called over HTTP, in settings and in the log: stored, and never changed.</summary>
public static class PurposeNames
{
    /// <summary>All purposes, in the order of their numbers.</summary>
    public static IReadOnlyList<Purpose> All { get; } = [Purpose.Personalisation, Purpose.Training, Purpose.Analytics];

    /// <summary>Name of a purpose.</summary>
    public static string Of(Purpose purpose) => purpose switch
    {
        Purpose.Personalisation => "personalisation",
        Purpose.Training => "training",
        Purpose.Analytics => "analytics",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "No such purpose."),
    };
}
