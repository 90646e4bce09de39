using System.Text.Json.Serialization;

namespace Ayni.Data.Import;

/// <summary>
/// How a file is written. A mapping says it once for all files, and again under interactions or products where those
/// differ; null where it says nothing.
/// </summary>
public abstract record FileLayout
{
    /// <summary>Layout of the file; null: told by its bytes.</summary>
    public ImportFormat? Format { get; init; }

    /// <summary>
    /// Encoding of texts, such as utf-8, windows-1252 or utf-16le; null: the file's byte order mark, else UTF-8.
    /// </summary>
    public string? Encoding { get; init; }

    /// <summary>Field separator of CSV, one ASCII character. <value>Default: a comma.</value></summary>
    public string? Delimiter { get; init; }

    /// <summary>
    /// What encloses fields of CSV, one ASCII character; empty: nothing does. <value>Default: ".</value>
    /// </summary>
    public string? Quote { get; init; }

    /// <summary>Whether the first row holds names. <value>Default: true.</value></summary>
    public HeaderRow? Header { get; init; }

    /// <summary>Mark before the decimals of a number, <c>.</c> or <c>,</c>. <value>Default: a point.</value></summary>
    [JsonPropertyName("decimal")]
    public string? DecimalMark { get; init; }

    /// <summary>
    /// Mark between groups of three digits; a space stands for any blank. <value>Default: none.</value>
    /// </summary>
    public string? Thousands { get; init; }

    /// <summary>Texts around a number that are no part of it, such as S/ or €.</summary>
    public IReadOnlyList<string>? Strip { get; init; }

    /// <summary>Texts that mean "no value", beside the empty one.</summary>
    public IReadOnlyList<string>? Missing { get; init; }

    /// <summary>Name of the sheet of a workbook. <value>Default: the first that has rows.</value></summary>
    public string? Sheet { get; init; }
}
