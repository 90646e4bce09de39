using System.Text;
using System.Text.Json;
using Ayni.Domain.Models;
using Ayni.Gateway.Json;
using Ayni.Quality;

namespace Ayni.Gateway.Quality;

/// <summary>
/// The newest report, its page and what was told of it, beside the models: every gateway of a cluster has the same, and
/// a restart loses none of it.
/// </summary>
internal sealed class QualityStore(IModelStore store, ILogger<QualityStore> logger)
{
    private const string ReportKey = "quality/report.json";
    private const string PageKey = "quality/report.html";
    private const string AlertKey = "quality/alert.json";

    public async Task WriteAsync(QualityReport report, CancellationToken cancellationToken)
    {
        await store.WriteAsync(PageKey, Encoding.UTF8.GetBytes(HtmlReport.Of(report)), cancellationToken);
        await store.WriteAsync(
            ReportKey, JsonSerializer.SerializeToUtf8Bytes(report, WireFormat.Options), cancellationToken);
    }

    /// <summary>The report as it was written; null: none yet.</summary>
    public Task<byte[]?> ReadJsonAsync(CancellationToken cancellationToken) =>
        store.ReadAsync(ReportKey, cancellationToken);

    /// <summary>Its page; null: none yet.</summary>
    public Task<byte[]?> ReadPageAsync(CancellationToken cancellationToken) =>
        store.ReadAsync(PageKey, cancellationToken);

    /// <summary>The report; null: none yet, or one that another version of the program wrote otherwise.</summary>
    public async Task<QualityReport?> ReadAsync(CancellationToken cancellationToken) =>
        Read<QualityReport>(await ReadJsonAsync(cancellationToken), ReportKey);

    public async Task<AlertState?> ReadAlertAsync(CancellationToken cancellationToken) =>
        Read<AlertState>(await store.ReadAsync(AlertKey, cancellationToken), AlertKey);

    public Task WriteAlertAsync(AlertState alert, CancellationToken cancellationToken) =>
        store.WriteAsync(AlertKey, JsonSerializer.SerializeToUtf8Bytes(alert, WireFormat.Options), cancellationToken);

    private T? Read<T>(byte[]? bytes, string key)
        where T : class
    {
        try
        {
            return bytes is null ? null : JsonSerializer.Deserialize<T>(bytes, WireFormat.Options);
        }
        catch (JsonException exception)
        {
            logger.LogWarning("{Key} is not read, and will be written anew: {Problem}", key, exception.Message);
            return null;
        }
    }
}
