using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ayni.Content;

public sealed partial class KeywordModel
{
    /// <summary>Version of the format that this program writes and reads.</summary>
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The counts as JSON; equal models have equal bytes.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(
        new Counts(
            CurrentFormat, _options, MainLanguage, _products,
            [
                .. _terms.OrderBy(term => term.Key, StringComparer.Ordinal)
                    .Select(term => new CountedTerm(term.Key, term.Value.Products, term.Value.Form)),
            ]),
        Json);

    /// <summary>Reads counts that were written.</summary>
    /// <exception cref="InvalidDataException">They are none, or of another version of the format.</exception>
    public static KeywordModel FromBytes(ReadOnlySpan<byte> bytes)
    {
        Counts counts;
        try
        {
            counts = JsonSerializer.Deserialize<Counts>(bytes, Json)!;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"These are no keyword counts: {exception.Message}", exception);
        }

        if (counts is not { Format: CurrentFormat, Terms: { } terms, Options: { } options })
        {
            throw new InvalidDataException(
                $"Keyword counts are of format {counts?.Format}; this program reads {CurrentFormat}: count anew.");
        }

        return new KeywordModel(
            options.Validated(), counts.MainLanguage,
            terms.ToDictionary(term => term.Term, term => new Term(term.Products, term.Form), StringComparer.Ordinal),
            counts.Products);
    }

    private sealed record Counts(
        int Format, KeywordOptions Options, TextLanguage MainLanguage, int Products, CountedTerm[] Terms);

    private sealed record CountedTerm(string Term, int Products, string Form);
}
