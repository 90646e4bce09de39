using System.Security.Cryptography;
using System.Text;
using Ayni.Content;
using Ayni.Domain.Models;

namespace Ayni.Features.Keywords;

/// <summary>
/// The counts of a catalogue's words that keywords are told by, in the model store: what files and grains read alike.
/// </summary>
/// <param name="Version">Hash of the counts: 12 hexadecimal digits.</param>
/// <param name="Model">The counts.</param>
public sealed record StoredKeywords(string Version, KeywordModel Model)
{
    /// <summary>Key of the version in force.</summary>
    public const string CurrentKey = "features/keywords/current";

    private const int VersionLength = 12;

    /// <summary>Key of a version's counts.</summary>
    public static string KeyOf(string version) => $"features/keywords/{version}.json";

    /// <summary>Puts counts in force; those before stay readable.</summary>
    public static async Task<StoredKeywords> WriteAsync(
        IModelStore store, KeywordModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(model);
        var bytes = model.ToBytes();
        var version = Convert.ToHexStringLower(SHA256.HashData(bytes))[..VersionLength];
        await store.WriteAsync(KeyOf(version), bytes, cancellationToken);
        await store.WriteAsync(CurrentKey, Encoding.UTF8.GetBytes(version), cancellationToken);
        return new StoredKeywords(version, model);
    }

    /// <summary>The counts in force; null: the shop stored none.</summary>
    /// <param name="store">The model store.</param>
    /// <param name="known">Counts read before: returned as they are if they are still in force.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidDataException">They are of another version of the format, or gone.</exception>
    public static async Task<StoredKeywords?> ReadAsync(
        IModelStore store, StoredKeywords? known, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (await store.ReadAsync(CurrentKey, cancellationToken) is not { } current)
            return null;
        var version = Encoding.UTF8.GetString(current);
        if (known?.Version == version)
            return known;
        var bytes = await store.ReadAsync(KeyOf(version), cancellationToken) ?? throw new InvalidDataException(
            $"Keyword counts {version} are in force but not in the model store: store them anew by keywords --apply.");
        return new StoredKeywords(version, KeywordModel.FromBytes(bytes));
    }

    /// <summary>A product's keywords, best first, with commas between; null: none.</summary>
    public string? TextOf(ProductText text) =>
        Model.Of(text) is { Count: > 0 } keywords ? string.Join(", ", keywords.Select(keyword => keyword.Text)) : null;
}
