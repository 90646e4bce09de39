using System.Text;
using System.Text.Json;
using Ayni.Data.Import.Files;
using Ayni.Domain.Errors;

namespace Ayni.Data.Import.Rows;

/// <summary>Tells a file's layout by its first bytes.</summary>
internal static class FormatSniffer
{
    /// <summary>The layout: what is said, unless that is CSV and the bytes are plainly something else.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: an archive or another file that has no rows.</exception>
    public static ImportFormat FormatOf(InputFile file, RowLayout layout)
    {
        if (layout.Format is { } said and not ImportFormat.Csv)
            return said;
        var head = file.Head.Span;
        if (head.StartsWith("PAR1"u8))
            return ImportFormat.Parquet;
        if (IsWorkbook(head))
            return ImportFormat.Xlsx;
        if (head.StartsWith("PK"u8) || head.StartsWith("%PDF"u8))
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"File '{file.Path}' is an archive or a document without rows: unpack it, or save it as CSV or .xlsx.");
        }

        return OfText(Text(file, layout), file.Name);
    }

    /// <summary>Start of the file as text; what is cut or wrong at its end does not matter.</summary>
    private static string Text(InputFile file, RowLayout layout)
    {
        var (marked, length) = TextEncodings.OfMark(file.Head.Span);
        var encoding = (Encoding)(marked ?? layout.Encoding ?? Encoding.UTF8).Clone();
        encoding.DecoderFallback = DecoderFallback.ReplacementFallback;
        return encoding.GetString(file.Head.Span[length..]);
    }

    private static bool IsWorkbook(ReadOnlySpan<byte> head)
        => head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])
            || (head.StartsWith("PK"u8)
                && (head.IndexOf("xl/"u8) >= 0 || head.IndexOf("[Content_Types].xml"u8) >= 0));

    private static ImportFormat OfText(string text, string name)
    {
        var start = text.AsSpan().TrimStart();
        if (start is ['[', ..] && start[1..].TrimStart() is ['{', ..] or [']', ..])
            return ImportFormat.Json;
        if (start is ['{', ..] && start[1..].TrimStart() is ['"', ..] or ['}', ..])
            return IsNdjson(start) ? ImportFormat.Ndjson : ImportFormat.Json;
        return System.IO.Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".ndjson" or ".jsonl" => ImportFormat.Ndjson,
            _ => ImportFormat.Csv,
        };
    }

    /// <summary>
    /// Whether the first line is an object of its own. A single one that holds an array of objects is a wrapper.
    /// </summary>
    private static bool IsNdjson(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny('\r', '\n');
        var line = end < 0 ? text : text[..end];
        try
        {
            using var document = JsonDocument.Parse(line.ToString());
            return end >= 0 && !text[end..].Trim().IsEmpty
                || !document.RootElement.EnumerateObject().Any(member =>
                    member.Value.ValueKind == JsonValueKind.Array && member.Value.GetArrayLength() > 0
                    && member.Value[0].ValueKind == JsonValueKind.Object);
        }
        catch (JsonException)
        {
            // One object over several lines goes on as JSON; after a broken line among lines it does not.
            return !IsStartOfJson(text);
        }
    }

    private static bool IsStartOfJson(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var reader = new Utf8JsonReader(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)), false, default);
        try
        {
            while (reader.Read())
            {
                // The rest of the start is of interest for being JSON at all.
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
