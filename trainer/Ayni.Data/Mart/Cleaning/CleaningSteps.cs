using System.Text.Json;
using Ayni.Data.Mart.Versions;
using Ayni.Domain.Errors;

namespace Ayni.Data.Mart.Cleaning;

/// <summary>
/// Which rows of the log do not come into a mart. Steps go in the order of the members, so a row has one reason: the
/// first. One that is null is not taken. The whole null: rows come as they are in the log.
/// </summary>
public sealed record CleaningSteps
{
    /// <summary>Programs among the shoppers.</summary>
    public BotStep? Bots { get; init; }

    /// <summary>Products that the catalogue does not know.</summary>
    public MissingValueStep? MissingValues { get; init; }

    /// <summary>Repeats.</summary>
    public DuplicateStep? Duplicates { get; init; }

    /// <summary>Numbers that cannot be.</summary>
    public OutlierStep? Outliers { get; init; }

    /// <summary>All steps at their defaults.</summary>
    public static CleaningSteps Default { get; } = new()
    {
        Bots = new BotStep(),
        MissingValues = new MissingValueStep(),
        Duplicates = new DuplicateStep(),
        Outliers = new OutlierStep(),
    };

    /// <summary>Reads steps from a JSON file; its members are those of this type, in snake_case.</summary>
    /// <exception cref="AyniException"><c>not_found</c> or <c>invalid</c>: says which member and why.</exception>
    public static CleaningSteps Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!File.Exists(path))
            throw new AyniException(ErrorCodes.NotFound, $"No file of steps '{path}': check the path.");
        try
        {
            var steps = JsonSerializer.Deserialize<CleaningSteps>(File.ReadAllText(path), MartJson.Strict)
                ?? throw new JsonException("it is null.");
            steps.Validate();
            return steps;
        }
        catch (JsonException exception)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"Steps '{path}' cannot be read: {exception.Message} Members are bots, missing_values, duplicates and "
                + "outliers; trainer/Ayni.Data/Mart/README.md lists theirs.");
        }
    }

    /// <summary>Refuses members outside their range.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: names the member, its value and its range.</exception>
    public void Validate()
    {
        Bots?.Validate();
        Duplicates?.Validate();
        Outliers?.Validate();
    }
}
