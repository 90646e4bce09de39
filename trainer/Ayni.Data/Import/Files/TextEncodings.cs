using System.Text;
using Ayni.Domain.Errors;

namespace Ayni.Data.Import.Files;

/// <summary>Encodings by name and by byte order mark.</summary>
internal static class TextEncodings
{
    public const string Utf8 = "utf-8";
    public const string Utf16Little = "utf-16le";
    public const string Utf16Big = "utf-16be";
    public const string Windows1252 = "windows-1252";

    /// <summary>Strict: a byte that is none of the encoding is an error, never a question mark.</summary>
    private static readonly DecoderFallback Strict = DecoderFallback.ExceptionFallback;

    static TextEncodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The encoding of a name; null for none.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: no encoding is called so.</exception>
    public static Encoding? Find(string? name)
    {
        if (name is null)
            return null;
        try
        {
            // Latin-1 files hold the curly quotes and the € of Windows-1252, whose other letters are the same.
            var known = name.ToLowerInvariant() is "latin-1" or "latin1" or "iso-8859-1" ? Windows1252 : name;
            return Encoding.GetEncoding(
                known.Equals("utf-16le", StringComparison.OrdinalIgnoreCase) ? "utf-16" : known,
                EncoderFallback.ReplacementFallback,
                Strict);
        }
        catch (ArgumentException)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"No encoding is called '{name}'. Say {Utf8}, {Windows1252}, {Utf16Little}, {Utf16Big} or another "
                + "that .NET knows, such as ibm850.");
        }
    }

    /// <summary>Encoding and length of the byte order mark at the start; null and 0 without one.</summary>
    public static (Encoding? Encoding, int Length) OfMark(ReadOnlySpan<byte> start) => start switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Find(Utf8), 3),
        [0xFF, 0xFE, ..] => (Find(Utf16Little), 2),
        [0xFE, 0xFF, ..] => (Find(Utf16Big), 2),
        _ => (null, 0),
    };
}
