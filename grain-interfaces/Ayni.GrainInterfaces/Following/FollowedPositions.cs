namespace Ayni.GrainInterfaces.Following;

/// <summary>How far log and catalogue are applied.</summary>
/// <param name="Log">Position of the log.</param>
/// <param name="Catalog">Position of the catalogue.</param>
[GenerateSerializer, Immutable, Alias("ayni.followed-positions")]
public sealed record FollowedPositions(
    [property: Id(0)] long Log,
    [property: Id(1)] long Catalog)
{
    /// <summary>Whether both are at least as far.</summary>
    public bool Reaches(FollowedPositions wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        return Log >= wanted.Log && Catalog >= wanted.Catalog;
    }
}
