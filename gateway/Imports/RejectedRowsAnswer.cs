using Ayni.Data.Import.Rejected;

namespace Ayni.Gateway.Imports;

/// <summary>Sends refused rows from disk, never whole through memory.</summary>
internal static class RejectedRowsAnswer
{
    public const string Ndjson = "application/x-ndjson";
    public const string Csv = "text/csv";
    private const int RowsPerWrite = 500;

    /// <summary>Sends the rows of a file; none of one that is not there.</summary>
    public static async Task WriteAsync(
        string path, bool isCsv, HttpResponse response, CancellationToken cancellationToken)
    {
        response.ContentType = isCsv ? Csv : Ndjson;
        if (isCsv)
            await WriteCsvAsync(path, response.Body, cancellationToken);
        else if (File.Exists(path))
            await response.SendFileAsync(path, cancellationToken);
    }

    private static async Task WriteCsvAsync(string path, Stream body, CancellationToken cancellationToken)
    {
        using var block = new MemoryStream();
        using var csv = new CsvRejectedRows(block);
        var rows = 0;
        if (File.Exists(path))
        {
            await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
            {
                csv.Add(NdjsonRejectedRows.Parse(line));
                if (++rows % RowsPerWrite == 0)
                    await SendAsync();
            }
        }

        await SendAsync();

        async Task SendAsync()
        {
            csv.Flush();
            await body.WriteAsync(block.GetBuffer().AsMemory(0, (int)block.Length), cancellationToken);
            block.SetLength(0);
        }
    }
}
