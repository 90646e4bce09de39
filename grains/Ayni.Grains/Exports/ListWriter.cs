using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ayni.Grains.Exports;

/// <summary>Writes lists as UTF-8 text, the same wherever they go to. Not thread-safe.</summary>
/// <param name="target">Receives the bytes.</param>
/// <param name="format">How they look.</param>
public sealed class ListWriter(IBufferWriter<byte> target, ListFormat format) : IDisposable
{
    private static readonly JsonWriterOptions Json = new()
    {
        // It is never pasted into HTML, so that ids with accents stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private static readonly JsonEncodedText UserId = JsonEncodedText.Encode("user_id");
    private static readonly JsonEncodedText Items = JsonEncodedText.Encode("items");
    private static readonly JsonEncodedText ProductId = JsonEncodedText.Encode("product_id");
    private static readonly JsonEncodedText Score = JsonEncodedText.Encode("score");
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    private readonly Utf8JsonWriter _json = new(target, Json);

    /// <summary>What comes before the first list.</summary>
    public void WriteHeader()
    {
        if (format == ListFormat.Csv)
            Write("user_id,rank,product_id,score\r\n");
    }

    /// <summary>Writes lists.</summary>
    public void Write(IReadOnlyList<ShopperList> lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        foreach (var list in lists)
        {
            if (format == ListFormat.Csv)
                WriteCsv(list);
            else
                WriteJson(list);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    private void WriteJson(ShopperList list)
    {
        _json.WriteStartObject();
        _json.WriteString(UserId, list.UserId);
        _json.WriteStartArray(Items);
        foreach (var item in list.Items)
        {
            _json.WriteStartObject();
            _json.WriteString(ProductId, item.ProductId);
            _json.WriteNumber(Score, item.Score);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        Write("\n");
    }

    private void WriteCsv(ShopperList list)
    {
        var user = Quoted(list.UserId);
        for (var place = 0; place < list.Items.Count; place++)
        {
            var item = list.Items[place];
            Write(string.Create(
                CultureInfo.InvariantCulture, $"{user},{place + 1},{Quoted(item.ProductId)},{item.Score}\r\n"));
        }
    }

    private void Write(string text) => Encoding.UTF8.GetBytes(text, target);

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(Special) < 0
        ? text
        : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
