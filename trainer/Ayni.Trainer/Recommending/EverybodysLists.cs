using System.IO.Pipelines;
using Ayni.Domain.Errors;
using Ayni.Grains.Exports;
using Ayni.Trainer.Hosting;
using Ayni.Trainer.Terminal;
using Microsoft.Extensions.DependencyInjection;

namespace Ayni.Trainer.Recommending;

/// <summary><c>recommend --all</c>: everybody's lists, into a file or to standard output.</summary>
internal static class EverybodysLists
{
    private const int FileBufferBytes = 1 << 16;

    /// <summary>Writes them; a file is there whole, or not at all.</summary>
    /// <param name="silo">Makes them.</param>
    /// <param name="order">Which lists.</param>
    /// <param name="format">How they look.</param>
    /// <param name="path">File; null: standard output.</param>
    /// <param name="console">Standard output, and what is said of it.</param>
    /// <param name="cancellationToken">Stops between two blocks of shoppers.</param>
    /// <exception cref="AyniException"><c>conflict</c>: a cluster serves these data.</exception>
    public static async Task WriteAsync(
        SiloSession silo,
        ListOrder order,
        ListFormat format,
        string? path,
        TrainerConsole console,
        CancellationToken cancellationToken)
    {
        var exporter = silo.Services.GetService<IListExporter>() ?? throw new AyniException(
            ErrorCodes.Conflict,
            "A cluster serves these data, and its gateways export them: GET /v1/exports/recommendations.");
        var export = await exporter.OpenAsync(order, cancellationToken);
        var begun = console.Time.GetTimestamp();
        var shoppers = path is null
            ? await WriteAsync(export, format, new TextStream(console.Out), cancellationToken)
            : await WriteFileAsync(export, format, path, cancellationToken);
        var took = console.Time.GetElapsedTime(begun);
        console.Error.WriteLine(
            $"{shoppers} shoppers in {took.TotalSeconds:F1} s, model {export.ModelVersion ?? "none"}, "
            + $"position {export.Position}.");
    }

    private static async Task<long> WriteFileAsync(
        ListExport export, ListFormat format, string path, CancellationToken cancellationToken)
    {
        var part = path + ".part";
        try
        {
            long shoppers;
            await using (var file = new FileStream(
                part, FileMode.Create, FileAccess.Write, FileShare.None, FileBufferBytes, useAsync: true))
                shoppers = await WriteAsync(export, format, file, cancellationToken);
            File.Move(part, path, overwrite: true);
            return shoppers;
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    private static async Task<long> WriteAsync(
        ListExport export, ListFormat format, Stream target, CancellationToken cancellationToken)
    {
        var pipe = PipeWriter.Create(target, new StreamPipeWriterOptions(leaveOpen: true));
        using var writer = new ListWriter(pipe, format);
        var shoppers = 0L;
        writer.WriteHeader();
        await foreach (var block in export.Blocks.WithCancellation(cancellationToken))
        {
            writer.Write(block);
            shoppers += block.Count;
            await pipe.FlushAsync(cancellationToken);
        }

        await pipe.CompleteAsync();
        return shoppers;
    }
}
