namespace Ayni.Cluster.Tests.Answers;

/// <summary>A catalogue that answers are measured on.</summary>
/// <param name="Products">
/// Products; the first of them are Gowalla's places. 0: those alone, with a model that the gateway trains. Otherwise
/// the model's factors are random numbers, for training so many would take longer than it would tell.
/// </param>
internal sealed record MeasuredCatalogue(int Products)
{
    /// <summary>What it is called on the command line and in the table.</summary>
    public string Name => IsTrained ? "gowalla" : $"{Products}";

    /// <summary>The gateway trains the model.</summary>
    public bool IsTrained => Products == 0;

    /// <summary>Reads a name.</summary>
    /// <exception cref="FormatException">It is neither <c>gowalla</c> nor a number over 0.</exception>
    public static MeasuredCatalogue Parse(string name)
    {
        if (name == "gowalla")
            return new MeasuredCatalogue(0);
        return int.TryParse(name, out var products) && products > 0
            ? new MeasuredCatalogue(products)
            : throw new FormatException($"'{name}' is no catalogue: gowalla, or a number of products.");
    }
}
