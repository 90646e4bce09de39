namespace Ayni.Filters.Columns;

/// <summary>True, false or neither in a byte.</summary>
internal static class Flag
{
    public const byte False = 0;
    public const byte True = 1;
    public const byte Missing = 2;

    /// <summary>The byte of a flag.</summary>
    public static byte Of(bool flag) => flag ? True : False;
}
