using System.Security.Cryptography;
using System.Text;

namespace Ayni.Features.Definitions;

/// <summary>All definitions, and the version that says which they are.</summary>
public static class FeatureSet
{
    private const int VersionLength = 16;
    private const char Separator = '\u001F';

    /// <summary>Every definition, in the order of the dictionary.</summary>
    public static IReadOnlyList<FeatureDefinition> All { get; } =
        [.. UserFeatures.All, .. ProductFeatures.All, .. UserProductFeatures.All, .. InteractionFeatures.All];

    /// <summary>
    /// Hash of every definition: 16 hexadecimal digits. Values with one version mean one thing; another name, formula,
    /// unit, default or revision is another version.
    /// </summary>
    public static string Version { get; } = VersionOf(All);

    /// <summary>The version of some definitions.</summary>
    public static string VersionOf(IEnumerable<FeatureDefinition> definitions)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        var lines = definitions.Select(feature => string.Join(
            Separator, feature.Name, feature.Entity, feature.Kind, feature.Unit, feature.Window,
            feature.Default ?? "missing", feature.Description, feature.Formula, feature.Owner, feature.Source,
            feature.ReadsCatalogue, feature.Revision));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return Convert.ToHexStringLower(hash)[..VersionLength];
    }
}
