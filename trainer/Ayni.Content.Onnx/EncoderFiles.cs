namespace Ayni.Content.Onnx;

/// <summary>Finds the files of a sentence encoder.</summary>
/// <param name="Model">The model.</param>
/// <param name="Tokenizer">The tokenizer's file.</param>
internal sealed record EncoderFiles(string Model, string Tokenizer)
{
    private static readonly string[] ModelNames = ["model.onnx", "onnx/model.onnx"];
    private static readonly string[] TokenizerNames = ["vocab.txt", "sentencepiece.bpe.model", "spiece.model"];

    /// <exception cref="FileNotFoundException">What is missing, where it was looked for, and the remedy.</exception>
    public static EncoderFiles Find(OnnxTextEncoderOptions options)
    {
        var model = File.Exists(options.Path)
            ? options.Path
            : First(ModelNames.Select(name => Path.Combine(options.Path, name)))
                ?? throw new FileNotFoundException(
                    $"No text encoder at '{options.Path}': it must be an .onnx file or a folder with "
                    + $"{string.Join(" or ", ModelNames)} ({OnnxTextEncoderOptions.ConfigurationKey}).",
                    options.Path);
        if (options.TokenizerPath is { } given)
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

    private static string? First(IEnumerable<string> paths) => paths.FirstOrDefault(File.Exists);
}
