using Ayni.Data.Copies;
using Ayni.Domain.Catalog;
using Ayni.Domain.Consents;
using Ayni.Domain.Copies;
using Ayni.Domain.Interactions;

namespace Ayni.Data.Mart.Versions;

/// <summary>Makes marts again from the stores, as of their positions and by their steps, and compares.</summary>
/// <param name="log">The log.</param>
/// <param name="catalog">The catalogue.</param>
/// <param name="consents">Who allows analytics.</param>
/// <param name="erased">What was erased.</param>
/// <param name="copies">Where what is made is registered meanwhile, so that a crash loses no folder.</param>
/// <param name="machine">Name of this machine.</param>
public sealed class MartReproducer(
    IInteractionLog log,
    ICatalogStore catalog,
    IConsents consents,
    IErasedPositions erased,
    ILogCopies copies,
    string machine)
{
    /// <summary>Makes a mart again beside it, compares, and removes what it made.</summary>
    /// <exception cref="Domain.Errors.AyniException">
    /// <c>not_found</c> or <c>invalid</c>: the manifest, or a log that does not reach its position.
    /// </exception>
    public async Task<MartReproduction> ReproduceAsync(
        string directory,
        string programVersion,
        DateTimeOffset now,
        IProgress<MartProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var manifest = MartManifest.Load(directory);
        var again = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)) + ".reproduced";
        Remove(again);
        await using var copy = await CopyWriting.BeginAsync(
            copies, LogCopyKind.Mart, machine, again, now, null, cancellationToken);
        try
        {
            var options = new MartOptions { ProgramVersion = programVersion, MadeAt = now, CopyId = copy.Id };
            var (made, productsFromMart) = await new MartMaker(log, catalog, consents)
                .MakeAgainAsync(directory, again, options, progress, cancellationToken);
            var isSame = made.ContentHash == manifest.ContentHash;
            var notes = new List<string>();
            if (productsFromMart)
            {
                notes.Add(
                    $"The catalogue has changed since position {manifest.CatalogPosition} and keeps no history: "
                    + "products were taken from the mart.");
            }

            if (!isSame)
                await ExplainAsync(directory, manifest, made, notes, cancellationToken);
            return new MartReproduction(
                isSame, manifest.ContentHash, made.ContentHash, notes,
                isSame ? [] : MartComparison.Of(manifest, made));
        }
        finally
        {
            Remove(again);
        }
    }

    private async Task ExplainAsync(
        string directory,
        MartManifest manifest,
        MartManifest made,
        List<string> notes,
        CancellationToken cancellationToken)
    {
        var count = await new MartPurger(erased).CountAsync(directory, cancellationToken);
        if (count > 0)
        {
            notes.Add(
                $"It holds {count} interactions of shoppers erased since, or who refuse analytics: "
                + "`mart purge DIR --users-erased` first.");
        }

        if ((await MartVerifier.VerifyAsync(directory, cancellationToken)).Count > 0)
            notes.Add("Its files are not those of its manifest: see `mart verify`.");
        if (manifest.Writer != made.Writer || manifest.ProgramVersion != made.ProgramVersion)
            notes.Add("It was made by another version of the program, which may write the same rows in other bytes.");
    }

    private static void Remove(string directory)
    {
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
    }
}
