namespace Ayni.Cluster.Tests.Answers;

/// <summary>A catalogue that answers are measured on.</summary>
/// <param name="Name">What it is called on the command line and in the table.</param>
/// <param name="Products">Products; the first of them are Gowalla's places.</param>
/// <param name="Training">
/// How the gateway trains the model, as JSON; null: its factors are random numbers, for training so many would take
/// longer than it would tell.
/// </param>
internal sealed record MeasuredCatalogue(string Name, int Products, string? Training)
{
    private static readonly MeasuredCatalogue[] Trained =
    [
        new("gowalla", GowallaLog.Places, "{}"),
        new(
            "gowalla-als",
            GowallaLog.Places,
            """{"blend": false, "transitions": false, "bought_together": false, "judged_share": 0}"""),
    ];

    /// <summary>Reads a name.</summary>
    /// <exception cref="FormatException">It is neither of the trained ones nor a number over 0.</exception>
    public static MeasuredCatalogue Parse(string name)
    {
        if (Trained.FirstOrDefault(catalogue => catalogue.Name == name) is { } trained)
            return trained;
        return int.TryParse(name, out var products) && products > 0
            ? new MeasuredCatalogue($"{products}", products, null)
            : throw new FormatException(
                $"'{name}' is no catalogue: gowalla, gowalla-als, or a number of products.");
    }
}
