namespace Ayni.Content.Onnx;

/// <summary>Finds the files of a sentence encoder.</summary>
/// <param name="Model">The model.</param>
/// <param name="Tokenizer">The tokenizer's file.</param>
internal sealed record EncoderFiles(string Model, string Tokenizer)
{
    private static readonly string[] ModelNames = ["model.onnx", "onnx/model.onnx"];
    private static readonly string[] TokenizerNames = ["vocab.txt", "sentencepiece.bpe.model", "spiece.model"];

    /// <param name="path">A folder or an .onnx file.</param>
    /// <param name="tokenizerPath">The tokenizer's file; null to look for it.</param>
    /// <param name="option">What to name where the path is wrong.</param>
    /// <exception cref="FileNotFoundException">What is missing, where it was looked for, and the remedy.</exception>
    public static EncoderFiles Find(string path, string? tokenizerPath, string option)
    {
        var model = File.Exists(path)
            ? path
            : First(ModelNames.Select(name => Path.Combine(path, name)))
                ?? throw new FileNotFoundException(
                    $"No text model at '{path}': it must be an .onnx file or a folder with "
                    + $"{string.Join(" or ", ModelNames)} ({option}).",
                    path);
        if (tokenizerPath is { } given)
        {
            return File.Exists(given)
                ? new EncoderFiles(model, given)
                : throw new FileNotFoundException($"No tokenizer at '{given}': check TokenizerPath.", given);
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(model))!;
        var folders = new[] { folder, Path.GetDirectoryName(folder) ?? folder };
        var tokenizer = First(folders.SelectMany(parent => TokenizerNames.Select(name => Path.Combine(parent, name))));
        return tokenizer is not null
            ? new EncoderFiles(model, tokenizer)
            : throw new FileNotFoundException(
                $"No tokenizer beside '{model}': put {string.Join(" or ", TokenizerNames)} there, or name the file by "
                + "TokenizerPath. A tokenizer.json alone is not read; its repository has the other file too.",
                folder);
    }

    /// <summary>Reads the tokenizer.</summary>
    /// <exception cref="InvalidDataException">The file is none.</exception>
    public ITextTokens ReadTokenizer(bool isUncased) => Path.GetExtension(Tokenizer) == ".txt"
        ? new WordPieceTokens(Tokenizer, isUncased)
        : new SentencePieceTokens(Tokenizer);

    private static string? First(IEnumerable<string> paths) => paths.FirstOrDefault(File.Exists);
}
