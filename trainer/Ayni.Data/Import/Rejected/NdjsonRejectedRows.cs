using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ayni.Data.Import.Rejected;

/// <summary>Writes refused rows as they come: a JSON object a line.</summary>
/// <param name="output">Where to; disposed of with this.</param>
/// <param name="maxBytes">Bytes from which on rows are only counted.</param>
public sealed class NdjsonRejectedRows(Stream output, long maxBytes = long.MaxValue) : IRejectedRows, IDisposable
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private long _bytes;
    private bool _isFull;

    /// <summary>Rows written.</summary>
    public long Written { get; private set; }

    /// <inheritdoc/>
    public void Add(RejectedRow row)
    {
        if (_isFull)
            return;
        var line = JsonSerializer.SerializeToUtf8Bytes(row, Json);
        // What follows is left out whole, so that what is there is the beginning.
        _isFull = _bytes + line.Length + 1 > maxBytes;
        if (_isFull)
            return;
        output.Write(line);
        output.WriteByte((byte)'\n');
        _bytes += line.Length + 1;
        Written++;
    }

    /// <summary>The row of a line.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static RejectedRow Parse(string line)
        => JsonSerializer.Deserialize<RejectedRow>(line, Json) ?? throw new JsonException("The row is null.");

    /// <inheritdoc/>
    public void Dispose() => output.Dispose();
}
