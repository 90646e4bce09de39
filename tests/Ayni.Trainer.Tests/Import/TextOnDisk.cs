using System.Text;
using Ayni.Data.Import.Files;

namespace Ayni.Trainer.Tests.Import;

/// <summary>Encodings to write files in, with and without a byte order mark.</summary>
internal static class TextOnDisk
{
    public static readonly Encoding Windows1252 = TextEncodings.Find("windows-1252")!;
    public static readonly Encoding Utf8Marked = new UTF8Encoding(true);
    public static readonly Encoding Utf16Marked = new UnicodeEncoding(false, true);
    public static readonly Encoding Utf16 = new UnicodeEncoding(false, false);
    public static readonly Encoding Utf16BigEndian = new UnicodeEncoding(true, false);
}
