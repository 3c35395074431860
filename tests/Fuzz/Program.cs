using System.Globalization;
using NetAudit.Fuzz;
using SharpFuzz;

switch (args)
{
    case ["corpus", var bundles, var folder]:
        Corpus.Write(bundles, folder);
        return 0;
    case ["blind", var folder, var seconds]:
        return Blind.Run(folder, TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)));
    case ["one", var file]:
        Target.Run(File.ReadAllText(file));
        return 0;
    case []:
        Fuzzer.OutOfProcess.Run((string text) => Target.Run(text));
        return 0;
    default:
        Console.Error.WriteLine("corpus BUNDLES FOLDER | blind CORPUS SECONDS | one FILE | (under afl-fuzz, without arguments)");
        return 64;
}
