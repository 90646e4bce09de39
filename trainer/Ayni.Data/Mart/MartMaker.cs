using System.Reflection;
using System.Runtime.CompilerServices;
using Ayni.Data.Copies;
using Ayni.Data.Mart.Cleaning;
using Ayni.Data.Mart.Files;
using Ayni.Data.Mart.Tables;
using Ayni.Data.Mart.Versions;
using Ayni.Domain.Catalog;
using Ayni.Domain.Consents;
using Ayni.Domain.Copies;
using Ayni.Domain.Errors;
using Ayni.Domain.Imports;
using Ayni.Domain.Interactions;
using Parquet;

namespace Ayni.Data.Mart;

/// <summary>Writes the log and the catalogue as of a position into Parquet files, in a folder of their own.</summary>
/// <param name="log">The log.</param>
/// <param name="catalog">The catalogue.</param>
/// <param name="consents">Who allows analytics: nobody else is in a mart.</param>
public sealed class MartMaker(IInteractionLog log, ICatalogStore catalog, IConsents consents)
{
    private const int PageProducts = 2_000;

    /// <summary>Makes a mart. The folder is there once all of it is.</summary>
    /// <param name="directory">A folder that is not there yet, or is empty.</param>
    /// <param name="options">Of what, and how.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops; nothing is left behind.</param>
    /// <exception cref="AyniException">
    /// <c>invalid</c>: the position is beyond the log, there is nothing in it, or the folder is taken.
    /// </exception>
    public async Task<MartManifest> MakeAsync(
        string directory,
        MartOptions options,
        IProgress<MartProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Layout.Validate();
        options.Steps?.Validate();
        var position = await PositionAsync(options.AsOf, cancellationToken);
        var plan = new MartPlan(
            position, await catalog.GetHeadAsync(cancellationToken), null, ProductsAsync(cancellationToken));
        return await WriteAsync(directory, plan, options, progress, cancellationToken);
    }

    /// <summary>
    /// Makes a mart whose folder is in the register of copies from before its first byte, so that whoever is erased
    /// leaves it too.
    /// </summary>
    /// <param name="directory">As for <see cref="MakeAsync"/>.</param>
    /// <param name="options">As for <see cref="MakeAsync"/>; the id in it is the register's.</param>
    /// <param name="copies">The register.</param>
    /// <param name="machine">Name of this machine.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops; nothing is left behind, in the register neither.</param>
    /// <exception cref="AyniException"><c>invalid</c>: as for <see cref="MakeAsync"/>.</exception>
    public async Task<MartManifest> MakeRegisteredAsync(
        string directory,
        MartOptions options,
        ILogCopies copies,
        string machine,
        IProgress<MartProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        MartFolder.RequireFree(directory);
        await using var copy = await CopyWriting.BeginAsync(
            copies, LogCopyKind.Mart, machine, directory, options.MadeAt, null, cancellationToken);
        var manifest = await MakeAsync(directory, options with { CopyId = copy.Id }, progress, cancellationToken);
        await copy.CompleteAsync(manifest.LogPosition, cancellationToken);
        return manifest;
    }

    /// <summary>
    /// Makes a mart again from the store, as its manifest says. The catalogue keeps no history: where it has changed
    /// since, its products are those of the mart.
    /// </summary>
    /// <param name="source">The mart.</param>
    /// <param name="directory">As for <see cref="MakeAsync"/>.</param>
    /// <param name="options">Version of the program and the time; the rest is the manifest's.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops; nothing is left behind.</param>
    /// <returns>The new manifest, and whether the products are from the mart.</returns>
    public async Task<(MartManifest Manifest, bool ProductsFromMart)> MakeAgainAsync(
        string source,
        string directory,
        MartOptions options,
        IProgress<MartProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var manifest = MartManifest.Load(source);
        var position = await PositionAsync(manifest.LogPosition, cancellationToken);
        var hasMoved = await catalog.GetHeadAsync(cancellationToken) != manifest.CatalogPosition;
        var products = hasMoved
            ? ProductsOf(source, manifest, cancellationToken)
            : ProductsAsync(cancellationToken);
        var plan = new MartPlan(position, manifest.CatalogPosition, manifest.Fitted, products);
        var again = options with
        {
            AsOf = position,
            Steps = manifest.Steps,
            Layout = manifest.Layout,
            Model = manifest.Model,
            Imports = manifest.Imports,
        };
        return (await WriteAsync(directory, plan, again, progress, cancellationToken), hasMoved);
    }

    private async Task<MartManifest> WriteAsync(
        string directory,
        MartPlan plan,
        MartOptions options,
        IProgress<MartProgress>? progress,
        CancellationToken cancellationToken)
    {
        using var target = new MartFolder(directory, options.CopyId);
        using var run = new MartRun(target.Partial, plan.Position, options.Steps, options.Layout, progress);
        await run.WriteProductsAsync(plan.Products, cancellationToken);
        await run.ReadLogAsync(consents.LogOf(Purpose.Analytics, plan.Position), cancellationToken);
        var fitted = plan.Fitted ?? run.Fit();
        await run.CleanAsync(fitted, cancellationToken);
        await run.WriteMonthsAsync(cancellationToken);
        var manifest = Describe(run, plan, options, fitted);
        await manifest.SaveAsync(Path.Combine(target.Partial, MartFiles.ManifestName), cancellationToken);
        run.Dispose();
        target.Complete();
        return manifest;
    }

    private static MartManifest Describe(MartRun run, MartPlan plan, MartOptions options, FittedRanges? fitted) => new()
    {
        Format = MartManifest.CurrentFormat,
        ContentHash = MartFiles.ContentHash(run.Files),
        MadeAt = options.MadeAt,
        ProgramVersion = options.ProgramVersion,
        Writer = $"Parquet.Net {VersionOf(typeof(ParquetWriter).Assembly)}",
        LogPosition = plan.Position,
        CatalogPosition = plan.CatalogPosition,
        RowsRead = run.RowsRead,
        RowsKept = run.RowsKept,
        RowsDropped = run.RowsDropped,
        Model = options.Model,
        Steps = options.Steps,
        Fitted = fitted,
        Rules = run.Rules,
        Layout = options.Layout,
        Tables =
        [
            .. MartTables.All.Select(table => new MartTableInfo(
                table.Name, MartManifest.RowsOf(run.Files, table.Name), table.IsPartitioned, table.ColumnInfos)),
        ],
        Files = run.Files,
        Imports =
        [
            .. options.Imports.Where(
                import => import.Target == ImportTarget.Products || import.FirstPosition <= plan.Position),
        ],
    };

    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? assembly.GetName().Version?.ToString() ?? "unknown";

    private static async IAsyncEnumerable<MartProduct> ProductsOf(
        string directory, MartManifest manifest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var file in manifest.Files.Where(file => file.Table() == MartTables.Products.Name))
        {
            var path = MartFiles.FullPath(directory, file.Path);
            await foreach (var product in MartTables.Products.ReadAsync(path, null, cancellationToken))
                yield return product;
        }
    }

    private async IAsyncEnumerable<MartProduct> ProductsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? after = null;
        while (true)
        {
            var page = await catalog.GetPageAsync(after, PageProducts, cancellationToken);
            foreach (var product in page)
                yield return MartProduct.Of(product);
            if (page.Count < PageProducts)
                yield break;
            after = page[^1].ProductId;
        }
    }

    private async Task<long> PositionAsync(long? asOf, CancellationToken cancellationToken)
    {
        var head = await log.GetHeadAsync(cancellationToken);
        if (asOf is { } wanted && (wanted < 1 || wanted > head))
        {
            throw new AyniException(
                ErrorCodes.Invalid, $"Position {wanted} is not in the log, which goes from 1 to {head}.");
        }

        return asOf ?? (head > 0
            ? head
            : throw new AyniException(ErrorCodes.Invalid, "The log is empty: import or send interactions first."));
    }
}
