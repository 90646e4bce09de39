using Ayni.Domain.Catalog;

namespace Ayni.Data.Import;

/// <summary>A column with an attribute; JSON is its name, or an object with name and kind.</summary>
/// <param name="Column">Name of the column.</param>
/// <param name="Kind">
/// What its values are: texts, numbers, flags (true, false, 1, 0, yes, no), dates, or lists of texts.
/// </param>
public sealed record AttributeColumn(string Column, AttributeKind Kind = AttributeKind.Text);
