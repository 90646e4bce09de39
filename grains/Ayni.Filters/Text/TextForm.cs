namespace Ayni.Filters.Text;

/// <summary>When two texts are the same.</summary>
internal enum TextForm
{
    /// <summary>Case, accents and outer blanks do not matter.</summary>
    Folded,

    /// <summary>A category: as <see cref="Folded"/>, and neither do blanks around the ">" between its parts.</summary>
    Path,

    /// <summary>An id: character by character.</summary>
    Exact,
}
