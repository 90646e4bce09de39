using System.Collections.Immutable;

namespace Ayni.Recommenders;

/// <summary>An option that can be searched.</summary>
/// <param name="Name">As on the command line, without its dashes: <c>unobserved-weight</c>.</param>
/// <param name="IsWhole">Whether only whole numbers make sense.</param>
public sealed record TunableOption(string Name, bool IsWhole = false)
{
    /// <summary>The words it can be. <value>Default none: it is a number.</value></summary>
    public ImmutableArray<string> Choices { get; init; } = [];
}
