// SPDX-License-Identifier: Apache-2.0
// RunSummary: the few lines that end a run.

import DataModel
import Definitions
import Foundation
import PipelineRunner

struct RunSummary {
  let report: RunReport
  let language: Language

  func write(to messages: Messages) {
    let lines = language == .chinese ? chinese : english
    for (index, text) in lines.enumerated() { messages.info(text, index == 0 ? facts : [:]) }
  }

  private var facts: [String: Int] {
    [
      "files": report.files, "unreadable": report.unreadable.count, "cells": report.cells,
      "counties": report.counties, "schools": report.schools,
      "not_submitted": report.schoolsWithoutSubmission, "pass": count(.pass), "fail": count(.fail),
      "undecided": count(.undecided), "excluded": count(.excluded),
      "must_correct": report.mustCorrect, "must_explain": report.mustExplain,
      "notes": report.notes, "explained": report.explained, "corrected": report.corrected,
      "skipped": report.skipped.count, "unconfirmed": report.unconfirmed,
    ]
  }

  private var chinese: [String] {
    var lines = [
      "文件 \(report.files) 个，非空单元格 \(report.cells) 个；县 \(report.counties) 个，学校 \(report.schools) 所"
        + (report.schoolsWithoutSubmission > 0 ? "，其中未报 \(report.schoolsWithoutSubmission) 所" : ""),
      "学段部结论：达标 \(count(.pass))，不达标 \(count(.fail))，待定 \(count(.undecided))，不参评 \(count(.excluded))",
      "审核问题：必须更正 \(report.mustCorrect)，须说明 \(report.mustExplain)，提示 \(report.notes)",
    ]
    lines += ChangeSummary(report: report).lines(language)
    if report.unconfirmed > 0 {
      lines.append("有 \(report.unconfirmed) 项声明的依据未经正式文本核实，见各工作簿封面和 junheng lint。")
    }
    if !report.hasDivisions {
      lines.append("没有配置行政区划表，未核对区划代码与名称（可用 --divisions 指定）。")
    }
    if !report.skipped.isEmpty { lines.append("按文件名略过 \(report.skipped.count) 个系统文件。") }
    lines.append("\(timing)  输出：\(report.outputFolder)")
    return lines
  }

  private var english: [String] {
    var lines = [
      "\(report.files) files, \(report.cells) cells; \(report.counties) counties, \(report.schools) schools"
        + (report.schoolsWithoutSubmission > 0
          ? ", \(report.schoolsWithoutSubmission) of them handed in nothing" : ""),
      "school parts: \(count(.pass)) pass, \(count(.fail)) fail, \(count(.undecided)) undecided, \(count(.excluded)) excluded",
      "findings: \(report.mustCorrect) must be corrected, \(report.mustExplain) must be explained, \(report.notes) notes",
    ]
    lines += ChangeSummary(report: report).lines(language)
    if report.unconfirmed > 0 {
      lines.append(
        "\(report.unconfirmed) declarations rest on clauses not confirmed by an official text: see the cover sheets and junheng lint"
      )
    }
    if !report.hasDivisions {
      lines.append(
        "no list of divisions is configured: county codes were not checked (--divisions)")
    }
    if !report.skipped.isEmpty {
      lines.append("\(report.skipped.count) system files were left out by name")
    }
    lines.append("\(timing)  output: \(report.outputFolder)")
    return lines
  }

  private func count(_ verdict: Verdict) -> Int { report.verdicts[verdict] ?? 0 }

  private var timing: String {
    func text(_ cost: StageCost) -> String {
      String(format: "%.2f s / %d MB", cost.seconds, cost.peakMemory >> 20)
    }
    let costs = report.costs
    return language == .chinese
      ? "读取 \(text(costs.reading))，评估 \(text(costs.evaluating))，写出 \(text(costs.writing))（耗时 / 内存峰值）。"
      : "reading \(text(costs.reading)), evaluating \(text(costs.evaluating)), writing \(text(costs.writing)) (time / peak memory);"
  }
}
