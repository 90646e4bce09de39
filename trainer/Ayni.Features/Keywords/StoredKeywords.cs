using Ayni.Content;
using Ayni.Domain.Models;
using Ayni.Features.Versions;

namespace Ayni.Features.Keywords;

/// <summary>
/// The counts of a catalogue's words that keywords are told by, in the model store: what files and grains read alike.
/// </summary>
/// <param name="Version">Hash of the counts: 12 hexadecimal digits.</param>
/// <param name="Model">The counts.</param>
public sealed record StoredKeywords(string Version, KeywordModel Model)
{
    private static readonly VersionedFile File = new("keywords", ".json", "Keyword counts", "keywords");

    /// <summary>Puts counts in force; those before stay readable.</summary>
    public static async Task<StoredKeywords> WriteAsync(
        IModelStore store, KeywordModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(model);
        var bytes = model.ToBytes();
        var version = VersionedFile.VersionOf(bytes);
        await File.WriteAsync(store, version, bytes, cancellationToken);
        return new StoredKeywords(version, model);
    }

    /// <summary>The counts in force; null: the shop stored none.</summary>
    /// <param name="store">The model store.</param>
    /// <param name="known">Counts read before: returned as they are if they are still in force.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidDataException">They are of another version of the format, or gone.</exception>
    public static Task<StoredKeywords?> ReadAsync(
        IModelStore store, StoredKeywords? known, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        return File.ReadAsync(
            store,
            known,
            stored => stored.Version,
            (version, bytes) => new StoredKeywords(version, KeywordModel.FromBytes(bytes)),
            cancellationToken);
    }

    /// <summary>A product's keywords, best first, with commas between; null: none.</summary>
    public string? TextOf(ProductText text) =>
        Model.Of(text) is { Count: > 0 } keywords ? string.Join(", ", keywords.Select(keyword => keyword.Text)) : null;
}
