using System.Text;
using Ayni.Data.Import;
using Ayni.Data.Import.Sniffing;
using Ayni.Domain.Errors;
using Ayni.Domain.Imports;
using Ayni.Domain.Interactions;
using Ayni.Gateway.Products;
using Ayni.GrainInterfaces.Interactions;
using Ayni.Grains.Interactions;
using Ayni.Grains.Training;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Ayni.Gateway.Imports;

/// <summary>
/// Takes files off the wire, onto disk and never whole into memory, and looks at them while the caller waits: what they
/// leave open is refused at once, with the parameter that answers it.
/// </summary>
internal sealed class ImportIntake(
    ImportSpool spool,
    ImportJobs jobs,
    ShopCurrency currency,
    OwnTypes types,
    IGrainFactory grains,
    TimeProvider clock)
{
    private const int MaxFiles = 100;
    private const int MaxMappingBytes = 1024 * 1024;

    /// <summary>Reads a request, and accepts it unless it only asks for a look.</summary>
    /// <exception cref="RefusalException">Nothing was sent, or something is open.</exception>
    public async Task<(ImportAnswer? Accepted, ImportLook? Look)> TakeAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        var asked = ImportQuery.Read(request, currency.Code, clock.GetUtcNow())
            .Of(await ShopTypesAsync(cancellationToken));
        if (!asked.IsCheck)
            jobs.ThrowIfFull();
        var id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
        var isKept = false;
        try
        {
            spool.TryHold(id);
            var sent = await ReceiveAsync(request, id, asked, cancellationToken);
            var plan = await Task.Run(() => PlanOf(sent, asked, cancellationToken), cancellationToken);
            var mapping = plan.Mapping!;
            mapping.RequireTypes(asked.Options.OwnTypes);
            if (asked.IsCheck)
                return (null, ImportLook.Of(plan, ImportPreview.Of(plan.Files, mapping, asked.Options)));
            var known = await DeclareAsync(mapping.Interactions, asked.Options.OwnTypes, cancellationToken);
            var accepted = await jobs.AcceptAsync(
                new SpooledImport
                {
                    Id = id,
                    CreatedAt = clock.GetUtcNow(),
                    Files = [.. sent.Paths.Select(path => new ImportedFile(
                        Path.GetFileName(path),
                        plan.Files.Products.Contains(path) ? ImportTarget.Products : ImportTarget.Interactions,
                        new FileInfo(path).Length))],
                    Mapping = mapping.ToJson(),
                    Notes =
                    [
                        .. plan.Notes.Select(ImportRemedyTexts.OfHttp),
                        .. mapping.Interactions.OtherWeights(asked.Options.OwnTypes),
                    ],
                    Options = asked.Options with { OwnTypes = known },
                },
                cancellationToken);
            isKept = true;
            return (accepted, null);
        }
        catch (AyniException fault)
        {
            throw new AyniException(fault.Code, ImportRemedyTexts.OfHttp(spool.WithoutFolders(id, fault.Message)));
        }
        finally
        {
            if (!isKept)
                spool.Delete(id);
        }
    }

    // Files of types of ours depend on nothing but the disk.
    private async Task<TypeWeights> ShopTypesAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await types.RefreshAsync(cancellationToken);
        }
        catch (Exception fault) when (TransientFaults.IsTransient(fault) && !cancellationToken.IsCancellationRequested)
        {
            return types.Current;
        }
    }

    /// <summary>Declares what the mapping declares and the shop lacks.</summary>
    /// <returns>The types that rows may have.</returns>
    private async Task<TypeWeights> DeclareAsync(
        InteractionMapping? mapping, TypeWeights shop, CancellationToken cancellationToken)
    {
        var declared = mapping.NewTypes(shop);
        foreach (var type in declared)
            await grains.GetGrain<IInteractionTypesGrain>(0).Put(type);
        if (declared.Count > 0)
            await types.RefreshAsync(cancellationToken);
        return mapping.KnownTypes(shop);
    }

    private async Task<SentFiles> ReceiveAsync(
        HttpRequest request, string id, ImportQuery asked, CancellationToken cancellationToken)
    {
        var sent = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? await ReceivePartsAsync(request, id, HeaderUtilities.RemoveQuotes(type.Boundary).Value, cancellationToken)
            : await ReceiveBodyAsync(request, id, asked, cancellationToken);
        return sent.Paths.Count > 0
            ? sent
            : throw RefusalException.OfField(
                "file", null, "Nothing was sent.", "Send a file as the body, or files as parts of a form.");
    }

    private async Task<SentFiles> ReceiveBodyAsync(
        HttpRequest request, string id, ImportQuery asked, CancellationToken cancellationToken)
    {
        var (path, size) = await spool.WriteAsync(id, 0, asked.FileName, request.Body, cancellationToken);
        return size == 0 ? new SentFiles([], [], null) : new SentFiles([path], asked.IsProducts ? [path] : [], null);
    }

    private async Task<SentFiles> ReceivePartsAsync(
        HttpRequest request, string id, string? boundary, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(boundary))
        {
            throw RefusalException.OfField(
                "content-type", request.ContentType, "A form without a boundary.", "Let the client set the header.");
        }

        var (paths, products, mapping) = (new List<string>(), new List<string>(), default(string));
        var reader = new MultipartReader(boundary, request.Body);
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            var disposition = section.GetContentDispositionHeader();
            var name = HeaderUtilities.RemoveQuotes(disposition?.Name ?? "").Value;
            switch (name)
            {
                case "mapping":
                    mapping = await ReadMappingAsync(section.Body, cancellationToken);
                    break;
                case "file" or "products" when paths.Count < MaxFiles:
                    var file = HeaderUtilities.RemoveQuotes(
                        disposition!.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value;
                    var (path, _) = await spool.WriteAsync(id, paths.Count, file, section.Body, cancellationToken);
                    paths.Add(path);
                    if (name == "products")
                        products.Add(path);
                    break;
                case "file" or "products":
                    throw RefusalException.OfField(
                        name, null, $"More than {MaxFiles} files.", "Send fewer in one request.");
                default:
                    throw RefusalException.OfField(
                        name ?? "", null, "No such part.", "Send files as file or products, and mapping.");
            }
        }

        return new SentFiles(paths, products, mapping);
    }

    private static async Task<string> ReadMappingAsync(Stream body, CancellationToken cancellationToken)
    {
        var bytes = new byte[MaxMappingBytes + 1];
        var read = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return read <= MaxMappingBytes
            ? Encoding.UTF8.GetString(bytes, 0, read)
            : throw RefusalException.OfField("mapping", null, "Over 1 MiB.", "Send a mapping, not a file of rows.");
    }

    private static ImportPlan PlanOf(SentFiles sent, ImportQuery asked, CancellationToken cancellationToken)
    {
        var others = sent.Paths.Except(sent.Products, StringComparer.Ordinal).ToList();
        var mapping = sent.Mapping is { } json ? ImportMapping.Parse(json, "mapping")
            : asked.Mapping is { } name ? ImportMapping.Load(name)
            : null;
        if (mapping is not null)
        {
            return new ImportPlan(
                mapping,
                mapping.Interactions is null ? new ImportFiles([], sent.Paths) : new ImportFiles(others, sent.Products),
                [], [], []);
        }

        var plan = ImportSniffer.Look(others, sent.Products, asked.Hints, cancellationToken);
        if (plan is { Mapping: not null, Questions.Count: 0 })
            return plan;
        throw RefusalException.OfFields(
        [
            .. plan.Questions.Select(question => new FieldProblem(
                "file", null, question.Text, $"Say {ImportRemedyTexts.OfHttp(question.Remedy)}.")),
        ]);
    }

    /// <param name="Paths">All files, in the order they came.</param>
    /// <param name="Products">Those of them that are said to be products.</param>
    /// <param name="Mapping">The mapping sent with them; null: none was.</param>
    private sealed record SentFiles(IReadOnlyList<string> Paths, IReadOnlyList<string> Products, string? Mapping);
}
