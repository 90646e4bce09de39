using System.Globalization;

namespace Ayni.GrainInterfaces.Training;

/// <summary>Key of a factor block: <c>model/run/side/block</c>.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="RunId">Id of the run.</param>
/// <param name="Side">Side of the rows.</param>
/// <param name="Block">0-based.</param>
public readonly record struct FactorBlockKey(string Model, string RunId, FactorSide Side, int Block)
{
    private const string Users = "users";
    private const string Products = "products";

    /// <summary>The key as a string.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Model}/{RunId}/{NameOf(Side)}/{Block}");

    /// <summary>Name of a side in keys and paths.</summary>
    public static string NameOf(FactorSide side) => side == FactorSide.Users ? Users : Products;

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">It is not such a key.</exception>
    public static FactorBlockKey Parse(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var parts = key.Split('/');
        if (parts.Length != 4 || parts[2] is not (Users or Products)
            || !int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var block))
        {
            throw new FormatException($"'{key}' is not a factor block: expected model/run/users|products/number.");
        }

        return new(parts[0], parts[1], parts[2] == Users ? FactorSide.Users : FactorSide.Products, block);
    }
}
