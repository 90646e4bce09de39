using System.Text;
using Ayni.Data.Import.Files;
using Ayni.Data.Import.Rows;

namespace Ayni.Data.Import.Sniffing;

/// <summary>Opens a file, tells how it is written, and reads its sample.</summary>
internal static class FileSampler
{
    /// <summary>Bytes, unpacked, whose encoding is looked at: a letter with an accent may come late.</summary>
    public const long MaxEncodingBytes = 256L << 20;

    /// <summary>Characters whose delimiter, quotes and header are looked at.</summary>
    private const int DialectBytes = InputFile.HeadBytes;

    public static SampledFile Of(string path, SniffHints hints, CancellationToken cancellationToken)
    {
        using var first = new InputFile(path);
        var format = FormatSniffer.FormatOf(first, RowLayout.Usual);
        var isText = format is not (ImportFormat.Parquet or ImportFormat.Xlsx);
        var (encoding, why, question) = isText ? EncodingOf(first, hints, cancellationToken) : (null, null, null);
        var layout = RowLayout.Usual with { Format = format, Encoding = TextEncodings.Find(encoding) };
        // UTF-16 shows its braces and brackets only once it is read as such.
        if (isText)
        {
            format = FormatSniffer.FormatOf(first, layout with { Format = null });
            layout = layout with { Format = format };
        }

        var questions = new List<OpenQuestion>();
        if (question is not null)
            questions.Add(question);
        if (format == ImportFormat.Csv)
            layout = WithDialect(first, layout, hints, questions);
        else if (format == ImportFormat.Xlsx)
            layout = layout with { Header = HeaderOfWorkbook(path, layout, hints, questions) };
        var sample = new SampledFile
        {
            Path = path,
            Name = first.Name,
            Compression = first.Compression,
            Format = format,
            Layout = layout,
            Encoding = encoding,
            EncodingWhy = why,
        };
        sample.Questions.AddRange(questions);
        using var file = new InputFile(path);
        using var rows = RowSource.Open(file, layout);
        sample.Sample(rows);
        return sample;
    }

    private static (string? Name, string? Why, OpenQuestion? Question) EncodingOf(
        InputFile file, SniffHints hints, CancellationToken cancellationToken)
    {
        if (hints.Encoding is not null)
            return (hints.Encoding, "as said", null);
        if (TextEncodings.OfMark(file.Head.Span) is { Encoding: { } marked })
        {
            var name = marked.WebName == "utf-16" ? TextEncodings.Utf16Little : marked.WebName;
            return (name, "its byte order mark", null);
        }

        var evidence = new EncodingEvidence();
        var bytes = file.OpenBytes();
        var buffer = new byte[InputFile.HeadBytes];
        for (var read = 0L; read < MaxEncodingBytes;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = bytes.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            evidence.Add(buffer.AsSpan(0, count));
            read += count;
            if (count < buffer.Length)
                break;
        }

        return evidence.Verdict(file.Name);
    }

    private static RowLayout WithDialect(
        InputFile file, RowLayout layout, SniffHints hints, List<OpenQuestion> questions)
    {
        var (_, mark) = TextEncodings.OfMark(file.Head.Span);
        var encoding = (Encoding)(layout.Encoding ?? Encoding.UTF8).Clone();
        encoding.DecoderFallback = DecoderFallback.ReplacementFallback;
        var text = encoding.GetString(file.Head.Span[mark..]);
        var dialect = DialectSniffer.Of(text, file.Head.Length == DialectBytes, file.Name, hints);
        questions.AddRange(dialect.Questions);
        return layout with
        {
            Delimiter = dialect.Delimiter,
            Quote = dialect.Quote,
            Header = new HeaderRow(dialect.HasHeader),
        };
    }

    private static HeaderRow HeaderOfWorkbook(
        string path, RowLayout layout, SniffHints hints, List<OpenQuestion> questions)
    {
        using var file = new InputFile(path);
        using var rows = RowSource.Open(file, layout with { Header = new HeaderRow(false) });
        var first = new List<string[]>();
        while (first.Count < DialectSniffer.MaxRows && rows.Read())
            first.Add([.. Enumerable.Range(0, rows.Columns.Count).Select(at => rows.Value(at) ?? "")]);
        var header = hints.HasHeader ?? HeaderSniffer.HasHeader(first);
        if (header is null)
            questions.Add(HeaderSniffer.Question(file.Name, first));
        return new HeaderRow(header ?? true);
    }
}
