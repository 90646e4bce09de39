using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Ayni.Numerics;

namespace Ayni.Content;

/// <content>The file of a model.</content>
public sealed partial class TextModel
{
    private const string Format = "ayni.text-model";
    private const string Version = "1";

    /// <summary>
    /// The model as a safetensors file: <c>terms</c> I64 [terms] (hashes, ascending as unsigned numbers),
    /// <c>rarities</c> F32 [terms], <c>directions</c> F32 [terms × rank]; format, version, options and main language
    /// as texts. Equal models have equal bytes.
    /// </summary>
    public byte[] ToSafeTensors() => new SafeTensorsBuilder()
        .SetMetadata("format", Format)
        .SetMetadata("version", Version)
        .SetMetadata("options", JsonSerializer.Serialize(_options))
        .SetMetadata("main_language", MainLanguage.ToString())
        .SetMetadata("rank", _rank.ToString(CultureInfo.InvariantCulture))
        .Add("terms", MemoryMarshal.Cast<ulong, long>(_vocabulary.Terms), Terms)
        .Add("rarities", _vocabulary.Rarities, Terms)
        .Add("directions", _directions, Terms, _rank)
        .ToBytes();

    /// <summary>Reads a model.</summary>
    /// <param name="bytes">What <see cref="ToSafeTensors"/> gave.</param>
    /// <exception cref="InvalidDataException">Not of this format and version, or damaged: what and where.</exception>
    public static TextModel FromSafeTensors(ReadOnlyMemory<byte> bytes)
    {
        var file = SafeTensors.Parse(bytes);
        ContentFiles.Require(file, Format, Version);
        var options = ReadOptions(file);
        if (!Enum.TryParse<TextLanguage>(ContentFiles.Text(file, "main_language"), out var language)
            || !Enum.IsDefined(language))
        {
            throw new InvalidDataException(
                $"Main language '{ContentFiles.Text(file, "main_language")}' of a text model is not known.");
        }

        var rank = ContentFiles.Number(file, "rank", 0, options.Dimensions);
        var terms = MemoryMarshal.Cast<long, ulong>(file.Longs("terms")).ToArray();
        for (var term = 1; term < terms.Length; term++)
        {
            if (terms[term] <= terms[term - 1])
                throw new InvalidDataException($"Term {term} of a text model is not after the one before it.");
        }

        return new TextModel(
            options,
            language,
            new Vocabulary(terms, ContentFiles.Floats(file, "rarities", terms.Length)),
            ContentFiles.Floats(file, "directions", terms.Length, rank),
            rank);
    }

    private static TextModelOptions ReadOptions(SafeTensors file)
    {
        try
        {
            return ContentFiles.Json<TextModelOptions>(file, "options").Validated();
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException($"Options of a text model cannot be used: {exception.Message}", exception);
        }
    }
}
